package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The longest log: all figures, and as many findings as can be true together. */
class LongestConsoleReportTest {

    private static GateReport check(Path directory, List<String> reference, List<String> test) throws IOException {
        Path referenceFile = Files.write(directory.resolve("a.txt"), reference);
        Path testFile = Files.write(directory.resolve("b.txt"), test);
        PairRequest pair = new PairRequest(
                Optional.empty(),
                OutputRequest.file(Side.REFERENCE, "a", referenceFile),
                OutputRequest.file(Side.TEST, "b", testFile),
                Optional.empty(),
                Optional.empty(),
                OutputKind.LOGITS,
                Layout.ONE_ROW);
        return new Gate()
                .check(new GateRequest(
                        directory,
                        List.of(pair),
                        LimitPolicy.of(List.of()),
                        Strictness.DEFAULT,
                        GateRequest.Missing.FAIL,
                        ""));
    }

    private static List<LogLine> render(GateReport report) {
        return new ConsoleReport(true, List.of(REPORT_FILE)).render(report);
    }

    @Test
    void hasAtMostThirtyLinesOfOneLineEach(@TempDir Path directory) throws IOException {
        List<String> values = new ArrayList<>(List.of("-1e9", "-inf"));
        for (int i = 0; i < 200; i++) {
            values.add(String.valueOf(i % 7));
        }
        GateReport report = check(directory, values, values);

        assertThat(report.comparisons().get(0).findings())
                .extracting(Finding::code)
                .containsExactly(Code.VARIANCE_DOMINATED, Code.IDENTICAL_FILES, Code.LOSSY_TEXT, Code.MASKED_ENTRIES);
        assertThat(render(report))
                .hasSizeLessThanOrEqualTo(30)
                .allSatisfy(line -> assertThat(line.text()).hasLineCount(1));
    }

    @Test
    void hasAtMostThirtyLinesIfNothingIsFinite(@TempDir Path directory) throws IOException {
        List<String> values = List.of("nan", "inf", "-inf", "1");
        GateReport report = check(directory, values, values);

        assertThat(render(report)).hasSizeLessThanOrEqualTo(30);
        assertThat(FailureMessage.of(report, REPORT_FILE).lines()).hasSizeLessThanOrEqualTo(6);
    }
}
