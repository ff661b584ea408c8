package io.github.modelconversion.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    void aRecordIsReadBackUnchanged() {
        assertThat(RunRecord.beside(output))
                .hasFileName("llamacpp-tiny-v1.5-run.json")
                .exists();
        assertThat(RunRecord.of(output)).contains(record);
    }

    @Test
    void aRecordAppliesOnlyToTheOutputThatTheRunWrote() throws IOException {
        assertThat(record.isOf(output)).isTrue();
        assertThat(record.isOf(folder.resolve("other.bin"))).isFalse();

        Files.writeString(output, "VALUES");
        assertThat(record.isOf(output)).isFalse();

        Files.delete(output);
        assertThat(record.isOf(output)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense", "{\"schemaVersion\": 2}", "[[[[[[[["})
    void anUnreadableFileIsNoRecord(String content) throws IOException {
        Files.writeString(RunRecord.beside(output), content);

        assertThat(RunRecord.of(output)).isEmpty();
    }

    @Test
    void aDamagedRecordIsReadOrIgnored() throws IOException {
        Path file = RunRecord.beside(output);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] = (byte) (damaged[i] ^ (1 + i % 127));
            Files.write(file, damaged);
            Optional<RunRecord> read = RunRecord.of(output);
            if (read.isPresent()) {
                read.get().isOf(output);
                new Marks()
                        .fit(
                                MarkedFiles.ofModel(folder.resolve("tiny.gguf")),
                                read.get().model());
            }
        }
        Files.write(file, bytes);
        assertThat(RunRecord.of(output)).contains(record);
    }

    @Test
    void withoutAFileThereIsNoRecord() throws IOException {
        Files.delete(RunRecord.beside(output));

        assertThat(RunRecord.of(output)).isEmpty();
    }
}
