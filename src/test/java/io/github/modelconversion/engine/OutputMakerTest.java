package io.github.modelconversion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.provenance.FileMark;
import io.github.modelconversion.provenance.MarkedFiles;
import io.github.modelconversion.provenance.Marks;
import io.github.modelconversion.provenance.RunRecord;
import io.github.modelconversion.provenance.TextMark;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why an output must be made again, by the record of the run that wrote it. */
class OutputMakerTest {

    @TempDir
    private Path base;

    private Path model;
    private Path tool;
    private Path tokens;
    private OutputTask task;

    @BeforeEach
    void write() throws IOException {
        model = Files.writeString(base.resolve("tiny.gguf"), "model");
        tool = Files.writeString(base.resolve("tool"), "tool");
        Path data = Files.createDirectories(base.resolve("data"));
        task = task("Hello", base.toAbsolutePath().resolve("lora.bin").toString());
        Files.writeString(task.output(), "values");
        tokens = Files.writeString(data.resolve("llamacpp-tiny-tokens.bin"), "tokens");
        record(List.of(
                FileMark.of("llamacpp-tiny.bin", task.output()), FileMark.of("llamacpp-tiny-tokens.bin", tokens)));
    }

    private OutputTask task(String prompt, String argument) {
        Engine engine = new Engine(Side.TEST, OutputKind.LOGITS, base.resolve("tool"), List.of("-m", argument));
        return new OutputTask(
                engine, base.resolve("tiny.gguf"), "tiny", new NamedPrompt("hello", prompt), base.resolve("data"));
    }

    private void record(List<FileMark> outputs) throws IOException {
        Marks marks = new Marks();
        new RunRecord(
                        marks.of(MarkedFiles.ofModel(model)),
                        TextMark.of("Hello"),
                        marks.of(ToolFiles.of(task.engine())),
                        List.of("-m", "lora.bin"),
                        outputs)
                .write(task.output());
    }

    private Optional<String> reason(OutputTask of) throws IOException {
        try (LiveProcesses live = LiveProcesses.watch()) {
            return new OutputMaker(base, base.resolve("logs"), Duration.ofSeconds(1), new Marks(), live).reason(of);
        }
    }

    /** Also in a folder of another name: the record has no path. */
    @Test
    void anOutputWithItsRecordIsUpToDate() throws IOException {
        assertThat(reason(task)).isEmpty();
        assertThat(Files.readString(task.record())).doesNotContain(base.toString());
    }

    @Test
    void aCopyOfTheModelIsNotReadAgainTheNextTime() throws IOException {
        Files.setLastModifiedTime(model, FileTime.fromMillis(1_000_000_000_000L));

        assertThat(reason(task)).isEmpty();

        assertThat(RunRecord.of(task.output()).orElseThrow().model())
                .singleElement()
                .isEqualTo(FileMark.of("tiny.gguf", model));
    }

    @Test
    void anotherModelPromptArgumentOrToolIsNamed() throws IOException {
        assertThat(reason(
                        task("Hello!", base.toAbsolutePath().resolve("lora.bin").toString())))
                .contains("the prompt changed");
        assertThat(reason(task("Hello", "lora2.bin"))).contains("the arguments changed");

        Files.writeString(tool, "TOOL");
        assertThat(reason(task)).contains("the tool changed");

        Files.writeString(model, "MODEL");
        assertThat(reason(task)).contains("the model changed");
    }

    @Test
    void aChangedOrMissingFileOfTheOutputIsNoticed() throws IOException {
        Files.writeString(tokens, "TOKENS");
        assertThat(reason(task)).contains("the output changed");

        Files.delete(tokens);
        assertThat(reason(task)).contains("the output changed");

        Files.createDirectory(tokens);
        assertThat(reason(task)).contains("the output changed");
    }

    @Test
    void aChangedOutputIsNoticed() throws IOException {
        Files.writeString(task.output(), "VALUES");
        assertThat(reason(task)).contains("the output changed");

        Files.delete(task.output());
        assertThat(reason(task)).contains("no output yet");
    }

    /** A record may name anything. */
    @ParameterizedTest
    @ValueSource(strings = {"../tiny.gguf", "llamacpp-other.bin"})
    void onlyFilesOfThisOutputAreLookedAt(String name) throws IOException {
        record(List.of(FileMark.of("llamacpp-tiny.bin", task.output()), FileMark.of(name, model)));

        assertThat(reason(task)).contains("the output changed");
    }

    @Test
    void aRecordThatDoesNotNameTheOutputDoesNotApply() throws IOException {
        record(List.of(FileMark.of("llamacpp-tiny-tokens.bin", tokens)));

        assertThat(reason(task)).contains("the output changed");
    }

    @Test
    void aMissingOrBrokenRecordIsNamed() throws IOException {
        Files.writeString(task.record(), "{");
        assertThat(reason(task)).contains("its record cannot be read");

        Files.delete(task.record());
        assertThat(reason(task)).contains("no record of what made it");
    }

    @Test
    void theLogHasTheNameOfTheOutputInTheFolderOfThePrompt() throws IOException {
        try (LiveProcesses live = LiveProcesses.watch()) {
            OutputMaker maker = new OutputMaker(base, base.resolve("logs"), Duration.ofSeconds(1), new Marks(), live);

            assertThat(maker.log(task)).isEqualTo(base.resolve("logs/hello/llamacpp-tiny.log"));
        }
    }

    /** A shell adds 128 to the number of the signal, of which POSIX systems have 31 without those for real time. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1   | exited with 1",
                "128 | exited with 128",
                "129 | was ended by signal 1",
                "132 | was ended by signal 4: an illegal instruction, as of a tool that was built for another processor",
                "134 | was ended by signal 6: it aborted, as when an assertion fails",
                "137 | was ended by signal 9: it was killed, as when memory runs out",
                "139 | was ended by signal 11: it crashed",
                "159 | was ended by signal 31",
                "160 | exited with 160",
                "-1  | exited with -1"
            })
    void anExitCodeIsExplained(int exitCode, String words) {
        assertThat(OutputMaker.ending(exitCode)).isEqualTo(words);
    }
}
