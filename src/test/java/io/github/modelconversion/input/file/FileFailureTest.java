package io.github.modelconversion.input.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileFailureTest {

    @TempDir
    private Path folder;

    static List<Arguments> failures() {
        return List.of(
                Arguments.of(new NoSuchFileException("/a/b"), "there is no such file or directory"),
                Arguments.of(new AccessDeniedException("/a/b"), "access is denied"),
                Arguments.of(new NotDirectoryException("/a/b"), "it is not a directory"),
                Arguments.of(new FileSystemLoopException("/a/b"), "symbolic links form a loop"),
                Arguments.of(new FileAlreadyExistsException("/a/b"), "b is in the way"),
                Arguments.of(new DirectoryNotEmptyException("/a/b"), "the directory b is in the way"),
                Arguments.of(new FileSystemException("/a/b", null, "Is a directory"), "is a directory"),
                Arguments.of(new FileSystemException("/a/b"), "the system gives no reason"),
                Arguments.of(new EOFException(), "the file ends too early"),
                Arguments.of(new MalformedInputException(1), "the text is not UTF-8"),
                Arguments.of(new ClosedByInterruptException(), "the build was interrupted"),
                Arguments.of(new IOException("No space left on device"), "no space left on device"),
                Arguments.of(new IOException("CRC of a differs"), "CRC of a differs"),
                Arguments.of(new IOException("X"), "X"),
                Arguments.of(new IOException(), "the system gives no reason"),
                Arguments.of(
                        new IOException(
                                "Cannot run program \"/a/b\" (in directory \"/c\"): error=8, Exec format error"),
                        "exec format error"),
                Arguments.of(
                        new IOException("Cannot run program \"/a/b\": Exec failed, error: 13 (Permission denied) "),
                        "permission denied"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysTheReasonInWordsWithoutAPath(IOException failure, String expected) {
        assertThat(FileFailure.reason(failure)).isEqualTo(expected);
    }

    @Test
    void recognizesTheSystemsMessageAboutAProgramThatCannotBeStarted() throws IOException {
        Path noProgram = Files.writeString(folder.resolve("tool"), "");

        try {
            new ProcessBuilder(noProgram.toString()).start();
        } catch (IOException failure) {
            assertThat(FileFailure.reason(failure)).doesNotContain("tool", "error", "Exception");
        }
    }

    @Test
    void namesTheFileWithoutItsFolder() {
        assertThat(FileFailure.named(new AccessDeniedException("/a/b"))).isEqualTo("b: access is denied");
        assertThat(FileFailure.named(new IOException("No space left on device")))
                .isEqualTo("no space left on device");
    }
}
