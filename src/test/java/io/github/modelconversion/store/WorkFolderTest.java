package io.github.modelconversion.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.OtherJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir
    private Path parent;

    /** Creates a folder with a file, reports that, and waits to be killed. */
    public static final class Killed {
        private Killed() {}

        public static void main(String[] arguments) throws Exception {
            WorkFolder folder = WorkFolder.create(Path.of(arguments[0]), "run-");
            Files.writeString(folder.path().resolve("half"), "half");
            System.out.println(folder.path());
            System.in.read();
            Runtime.getRuntime().halt(1);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void isDeletedWithItsContents() throws IOException {
        try (WorkFolder folder = WorkFolder.create(parent, "run-")) {
            Files.writeString(
                    Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "c");

            assertThat(folder.path()).isDirectory().hasParent(parent);
            assertThat(folder.path().getFileName().toString()).startsWith("run-");
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void mayBeDeletedByTheWorkItself() throws IOException {
        try (WorkFolder folder = WorkFolder.create(parent, "run-")) {
            Files.delete(folder.path());
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void foldersInUseStay() throws IOException {
        try (WorkFolder one = WorkFolder.create(parent, "run-");
                WorkFolder other = WorkFolder.create(parent, "run-")) {
            assertThat(one.path()).isDirectory().isNotEqualTo(other.path());
        }
    }

    @Test
    void theNextProcessDeletesTheFolderOfAKilledOneButNotOfALivingOne() throws Exception {
        Process process = OtherJvm.start(Killed.class, List.of("-Xmx32m"), parent);
        Path left = Path.of(process.inputReader().readLine());
        WorkFolder.create(parent, "run-").close();
        assertThat(left.resolve("half")).exists();
        process.destroyForcibly().waitFor();
        assertThat(left.resolve("half")).exists();

        WorkFolder.create(parent, "run-").close();
        assertThat(names()).isEmpty();
    }

    @Test
    void anythingWithoutALockIsLeftAlone() throws IOException {
        Files.createDirectories(parent.resolve("run-of-the-mill"));
        Files.createFile(parent.resolve("run-1.lock"));

        try (WorkFolder next = WorkFolder.create(parent, "run-")) {
            assertThat(next.path()).isDirectory();
        }

        assertThat(names()).containsExactly("run-1.lock", "run-of-the-mill");
    }
}
