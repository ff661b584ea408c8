package io.github.modelconversion.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.OtherJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    private static final String WRITING = "writing";

    /** Longer than any buffer, so that a reader could see half of it. */
    private static final int LENGTH = 1 << 18;

    @TempDir
    Path folder;

    /** A build that is killed while it writes. */
    static final class Stopped {

        private Stopped() {}

        public static void main(String[] arguments) throws IOException {
            AtomicFile.write(Path.of(arguments[0]), out -> {
                out.write(new byte[LENGTH]);
                out.flush();
                System.out.println(WRITING);
                // Until the process is killed.
                new Semaphore(0).acquireUninterruptibly();
            });
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aFileThatTwoBuildsWriteIsNeverReadHalfWritten() throws Exception {
        Path file = folder.resolve("report");
        List<String> contents = List.of("a".repeat(LENGTH), "b".repeat(LENGTH));
        AtomicFile.write(file, AtomicFile.of(contents.get(0)));
        ExecutorService builds = Executors.newFixedThreadPool(contents.size());
        CountDownLatch together = new CountDownLatch(contents.size());
        List<Future<Void>> written = new ArrayList<>();
        for (String content : contents) {
            Callable<Void> build = () -> {
                together.countDown();
                together.await();
                for (int i = 0; i < 100; i++) {
                    AtomicFile.write(file, AtomicFile.of(content));
                }
                return null;
            };
            written.add(builds.submit(build));
        }

        while (!written.stream().allMatch(Future::isDone)) {
            assertThat(contents.contains(Files.readString(file))).isTrue();
        }
        for (Future<Void> build : written) {
            build.get();
        }
        builds.shutdown();
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aFailedWriteLeavesOnlyTheEarlierFile() throws IOException {
        Path file = Files.writeString(folder.resolve("report"), "earlier");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[LENGTH]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");

        assertThat(files()).containsExactly(file);
        assertThat(file).hasContent("earlier");
    }

    @Test
    void missingFoldersAreCreated() throws IOException {
        Path file = folder.resolve("a/b/file");

        AtomicFile.write(file, AtomicFile.of("text"));

        assertThat(file).hasContent("text");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is ended there without being told")
    void aKilledBuildLeavesOnlyTheEarlierFile() throws Exception {
        Path file = Files.writeString(folder.resolve("report"), "earlier");
        Process build = OtherJvm.start(Stopped.class, List.of(), file);
        try (BufferedReader out = build.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo(WRITING);
            assertThat(files()).hasSize(2);

            build.destroy();

            assertThat(build.waitFor()).isNotZero();
        } finally {
            build.destroyForcibly();
        }
        assertThat(files()).containsExactly(file);
        assertThat(file).hasContent("earlier");
    }
}
