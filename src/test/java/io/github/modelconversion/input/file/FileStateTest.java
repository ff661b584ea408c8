package io.github.modelconversion.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a change of a file while it is read. */
class FileStateTest {
    private static final FileTime OLD = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path folder;

    private Path file;
    private FileState before;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("a.bin"), "1234");
        Files.setLastModifiedTime(file, OLD);
        before = FileState.of(file, "data/a.bin");
    }

    private void assertRefused(String found) {
        assertThatThrownBy(before::requireSame)
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage("data/a.bin: expected a file that does not change while it is read, found that it " + found
                        + ". Do not write to the files while they are compared");
    }

    @Test
    void aFileThatNobodyTouchesIsTheSame() throws IOException {
        before.requireSame();
        assertThat(FileState.of(file, "data/a.bin").stamp()).isEqualTo(before.stamp());
    }

    @Test
    void anotherSizeIsAChange() throws IOException {
        Files.writeString(file, "12345");
        Files.setLastModifiedTime(file, OLD);
        assertRefused("was changed or replaced");
    }

    @Test
    void anotherTimeIsAChange() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(OLD.toMillis() + 1000));
        assertRefused("was changed or replaced");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a file has no identity")
    void anotherFileOfTheSameSizeAndTimeIsAChange() throws IOException {
        Path other = Files.writeString(folder.resolve("b.bin"), "5678");
        Files.setLastModifiedTime(other, OLD);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertRefused("was changed or replaced");
    }

    @Test
    void aDeletedFileIsGone() throws IOException {
        Files.delete(file);
        assertRefused("is gone");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there no time of the last change is kept")
    void theStampShowsAChangeThatLeavesSizeAndTime() throws IOException {
        String stamp = before.stamp();
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        while (Files.getAttribute(file, "unix:ctime").equals(changed)) {
            Files.writeString(file, "5678");
            Files.setLastModifiedTime(file, OLD);
        }
        assertThat(FileState.of(file, "data/a.bin").stamp())
                .startsWith("2001-09-09T01:46:40Z ")
                .isNotEqualTo(stamp);
    }

    /** An archive as a file system knows neither the time of the last change nor an identity. */
    @Test
    void withoutATimeOfTheLastChangeTheStampHasThatOfTheCreation() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
            Path packed = Files.writeString(archive.getPath("/a.bin"), "1234");
            Files.setLastModifiedTime(packed, OLD);
            Files.setAttribute(packed, "creationTime", FileTime.fromMillis(OLD.toMillis() - 40_000));
            assertThat(FileState.of(packed, "a.bin").stamp()).isEqualTo("2001-09-09T01:46:40Z 2001-09-09T01:46:00Z");
        }
    }
}
