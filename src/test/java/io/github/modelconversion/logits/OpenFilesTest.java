package io.github.modelconversion.logits;

import static io.github.modelconversion.logits.LogitsFixture.counting;
import static io.github.modelconversion.logits.LogitsFixture.littleEndian;
import static io.github.modelconversion.logits.LogitsFixture.read;
import static io.github.modelconversion.logits.LogitsFixture.tensors;
import static io.github.modelconversion.logits.LogitsFixture.write;
import static io.github.modelconversion.logits.NpyFixture.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.gguf.GgufFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is closed has no file open: Linux tells it. */
@EnabledOnOs(OS.LINUX)
class OpenFilesTest {

    @TempDir
    private Path directory;

    private List<Path> openFiles() throws IOException {
        Path real = directory.toRealPath();
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.flatMap(OpenFilesTest::target)
                    .filter(target -> target.startsWith(real))
                    .toList();
        }
    }

    private static Stream<Path> target(Path handle) {
        try {
            return Stream.of(Files.readSymbolicLink(handle));
        } catch (IOException closedMeanwhile) {
            return Stream.empty();
        }
    }

    private List<Path> filesOfEveryKind() throws IOException {
        byte[] array = npy("<f4", false, "(4,)", counting(4));
        return List.of(
                write(directory, "a.bin", counting(4)),
                write(directory, "a.npy", array),
                write(directory, "a.npy.gz", GzipTest.packed(array)),
                write(directory, "fortran.npy", npy("<f4", true, "(2, 2)", counting(4))),
                write(directory, "a.txt", "0\n1\n2\n3\n"),
                write(directory, "long.txt", "0\n".repeat(TextFile.MOST_KEPT + 1)),
                write(
                        directory,
                        "a.npz",
                        new NpzFixture().stored("x.npy", array).bytes()),
                write(
                        directory,
                        "deflated.npz",
                        new NpzFixture().deflated("x.npy", array).bytes()),
                write(
                        directory,
                        "a.safetensors",
                        SafetensorsFixture.safetensors(
                                "{" + SafetensorsFixture.entry("x", "F32", "[4]", 0, 16) + "}", counting(4))),
                write(
                        directory,
                        "a.gguf",
                        GgufFixture.header(3, 1, 0)
                                .tensorAt(0, "x", 0, 4)
                                .data(32, counting(4))
                                .bytes()));
    }

    @Test
    void filesThatWereReadBackAndForthAreClosed() throws IOException {
        for (Path file : filesOfEveryKind()) {
            for (Tensor tensor : tensors(file)) {
                try (LogitsFile opened = tensor.open();
                        ValueReader reader = opened.reader();
                        ValueReader ofRows = new CutRows(opened, 2, 2).reader()) {
                    assertThat(read(reader, 2, 1)).hasSize(1);
                    assertThat(read(reader, 0, 1)).containsExactly(0);
                    assertThat(read(ofRows, 0, 1)).containsExactly(0);
                }
            }
            assertThat(openFiles()).as(file.toString()).isEmpty();
        }
    }

    @Test
    void aRunOfLlamaPerplexityIsClosed() throws IOException {
        Path file = write(directory, "a.kld", KldFixture.bytes(KldFixture.STORIES_F16));
        try (KldFile opened = KldFile.open(file, "a.kld");
                LogProbabilityReader reader = opened.reader()) {
            reader.read(0, new double[512]);
        }

        assertThat(openFiles()).isEmpty();
    }

    @Test
    void filesThatAreRefusedAreClosed() throws IOException {
        Path torn = write(directory, "torn.kld", Arrays.copyOf(KldFixture.bytes(KldFixture.STORIES_F16), 5000));
        List<Path> refused = List.of(
                write(directory, "a.bin", Arrays.copyOf(littleEndian(1, 2), 7)),
                write(directory, "a.bin.gz", GzipTest.packed(new byte[7])),
                write(directory, "torn.bin.gz", Arrays.copyOf(GzipTest.packed(new byte[8]), 15)),
                write(directory, "pointer.bin", "version https://git-lfs.github.com/spec/v1\n"),
                write(directory, "utf16.txt", "\u00ff\u00fe1"),
                write(directory, "a.npy", npy("<f4", false, "(5,)", counting(4))),
                write(directory, "fortran.npy", npy("<f4", true, "(5, 2)", counting(4))),
                write(directory, "a.txt", "1\nx\n"),
                write(
                        directory,
                        "a.npz",
                        new NpzFixture()
                                .deflated("x.npy", npy("<f4", false, "(5,)", counting(4)))
                                .bytes()));

        assertThatThrownBy(() -> KldFile.open(torn, "torn.kld")).isInstanceOf(UnusableInputException.class);
        for (Path file : refused) {
            assertThatThrownBy(() -> openAll(file)).isInstanceOf(UnusableInputException.class);
        }
        assertThat(openFiles()).isEmpty();
    }

    private static void openAll(Path file) throws IOException {
        for (Tensor tensor : tensors(file)) {
            tensor.open().close();
        }
    }
}
