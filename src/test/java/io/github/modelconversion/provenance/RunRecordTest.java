package io.github.modelconversion.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRecordTest {

    @TempDir
    private Path folder;

    private Path output;
    private RunRecord record;

    @BeforeEach
    void write() throws IOException {
        output = Files.writeString(folder.resolve("llamacpp-tiny-v1.5.bin"), "values");
        Path model = Files.writeString(folder.resolve("tiny.gguf"), "model");
        record = new RunRecord(
                List.of(FileMark.of("tiny.gguf", model)),
                TextMark.of("Hello"),
                List.of(),
                List.of("-m", "{model}"),
                List.of(FileMark.of("llamacpp-tiny-v1.5.bin", output)));
        record.write(output);
    }

    @Test
    void aRecordIsReadAsItWasWritten() {
        assertThat(RunRecord.beside(output))
                .hasFileName("llamacpp-tiny-v1.5-run.json")
                .exists();
        assertThat(RunRecord.of(output)).contains(record);
    }

    @Test
    void itIsAboutTheOutputAsTheRunWroteIt() throws IOException {
        assertThat(record.isOf(output)).isTrue();
        assertThat(record.isOf(folder.resolve("other.bin"))).isFalse();

        Files.writeString(output, "VALUES");
        assertThat(record.isOf(output)).isFalse();

        Files.delete(output);
        assertThat(record.isOf(output)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense", "{\"schemaVersion\": 2}", "[[[[[[[["})
    void whatCannotBeReadIsNoRecord(String content) throws IOException {
        Files.writeString(RunRecord.beside(output), content);

        assertThat(RunRecord.of(output)).isEmpty();
    }

    @Test
    void withoutAFileThereIsNoRecord() throws IOException {
        Files.delete(RunRecord.beside(output));

        assertThat(RunRecord.of(output)).isEmpty();
    }
}
