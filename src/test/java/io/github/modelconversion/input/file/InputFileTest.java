package io.github.modelconversion.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.OpenFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputFileTest {

    /** A pointer as git-lfs 3 writes it. */
    private static final String POINTER = """
            version https://git-lfs.github.com/spec/v1
            oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
            size 12345
            """;

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("x"), text);
    }

    @Test
    void dataIsReadFromItsBeginning() throws IOException {
        try (InputStream in = InputFile.stream(write("some data"))) {
            assertThat(in.readAllBytes()).asString().isEqualTo("some data");
        }
        try (InputStream in = InputFile.stream(write(""))) {
            assertThat(in.readAllBytes()).isEmpty();
        }
    }

    @Test
    void aGitLfsPointerIsNotData() throws IOException {
        Path file = write(POINTER);

        assertThatThrownBy(() -> InputFile.open(file))
                .isInstanceOf(NotDataException.class)
                .hasMessageContainingAll("Git LFS pointer", "git lfs pull", "lfs: true");
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "version https://git-lfs.github.com/spec/v2, Git LFS",
        "version https://hawser.github.com/spec/v1, Git LFS",
        "/annex/objects/SHA256E-s12345--4d7a2146.bin, git-annex"
    })
    void similarPointersAreNotDataEither(String text, String kind) throws IOException {
        Path file = write(text + "\r\noid sha256:4d7a\r\n");

        assertThatThrownBy(() -> InputFile.open(file))
                .isInstanceOf(NotDataException.class)
                .hasMessageContaining(kind);
    }

    /** By the specification of Git LFS, pointers are smaller than 1024 bytes. */
    @ParameterizedTest
    @ValueSource(ints = {1024, 5000})
    void aFileLargerThanAPointerIsData(int bytes) throws IOException {
        InputFile.open(write(POINTER + " ".repeat(bytes - POINTER.length()))).close();
    }

    @Test
    void thePointerOfTheGreatestSizeIsFound() throws IOException {
        Path file = write(POINTER + " ".repeat(1023 - POINTER.length()));

        assertThatThrownBy(() -> InputFile.open(file)).isInstanceOf(NotDataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version 1\n", "version https://git-lfs.example.org/\n", "oid sha256:4d7a\n"})
    void otherTextIsData(String text) throws IOException {
        InputFile.open(write(text)).close();
    }

    @Test
    void aDirectoryIsRefused() {
        assertThatThrownBy(() -> InputFile.open(folder))
                .isInstanceOf(NotDataException.class)
                .hasMessageStartingWith("expected a regular file, found a directory");
    }

    @Test
    void aMissingFileIsReportedAsMissing() {
        assertThatThrownBy(() -> InputFile.open(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    /** Opening a FIFO waits for a writer; the timeout only keeps a broken build from hanging. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFifoIsRefusedAtOnce() throws IOException, InterruptedException {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatThrownBy(() -> InputFile.open(fifo))
                        .isInstanceOf(NotDataException.class)
                        .hasMessageStartingWith("expected a regular file, found a FIFO"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDeviceIsRefused() {
        assertThatThrownBy(() -> InputFile.open(Path.of("/dev/zero")))
                .isInstanceOf(NotDataException.class)
                .hasMessageContaining("device");
    }
}
