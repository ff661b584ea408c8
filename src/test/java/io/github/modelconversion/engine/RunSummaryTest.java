package io.github.modelconversion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.engine.RunResult.Status;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSummaryTest {

    private static final Engine ENGINE = new Engine(Side.TEST, OutputKind.LOGITS, Path.of("tool"), List.of());

    private static RunResult result(String prompt, Status status) {
        OutputTask task =
                new OutputTask(ENGINE, Path.of("tiny.gguf"), "tiny", new NamedPrompt(prompt, "Hello"), Path.of("data"));
        Path log = Path.of("logs", prompt + ".log");
        return status == Status.FAILED
                ? new RunResult(task, status, "tool exited with 1", List.of("loads", "fails"), log)
                : RunResult.of(task, status, log);
    }

    private static RunSummary of(String statuses) {
        return new RunSummary(Stream.of(statuses.split(" "))
                .map(status -> result("p", Status.valueOf(status)))
                .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UP_TO_DATE                           | Nothing to make: 1 output is up to date",
                "UP_TO_DATE UP_TO_DATE                | Nothing to make: 2 outputs are up to date",
                "MADE                                 | Made 1 output",
                "MADE MADE UP_TO_DATE                 | Made 2 outputs, 1 up to date",
                "FAILED                               | 1 of 1 output could not be made",
                "FAILED MADE UP_TO_DATE               | 1 of 3 outputs could not be made, 1 made, 1 up to date",
                "FAILED FAILED NOT_STARTED UP_TO_DATE | 2 of 4 outputs could not be made, 1 up to date, 1 not started"
            })
    void theHeadlineCountsTheOutputs(String statuses, String headline) {
        assertThat(of(statuses).headline()).isEqualTo(headline);
        assertThat(of(statuses).failed()).isEqualTo(statuses.contains("FAILED"));
    }

    @Test
    void eachFailureHasItsLogAndTheLastLinesOfTheTool() {
        RunSummary summary = new RunSummary(
                List.of(result("a", Status.MADE), result("b", Status.FAILED), result("c", Status.FAILED)));

        assertThat(summary.failures(log -> log.getFileName().toString()))
                .containsExactly(
                        "tiny, b: tool exited with 1. Log: b.log",
                        "  | loads",
                        "  | fails",
                        "tiny, c: tool exited with 1. Log: c.log",
                        "  | loads",
                        "  | fails");
        assertThat(summary.failure(log -> log.getFileName().toString()))
                .isEqualTo("2 of 3 outputs could not be made, 1 made. tiny, b: tool exited with 1. Log: b.log");
    }
}
