package io.github.modelconversion.input.tensor;

import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static io.github.modelconversion.input.tensor.LogitsFixture.tensors;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.input.file.GzipTest;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of three values: two from {@code a.bin}, one from {@code b.bin}, two from {@code c.bin}, whose rows have four. */
class JoinedRowsTest {

    @TempDir
    private Path directory;

    private JoinedRows.Part part(String name, byte[] content, long positions, long width) throws IOException {
        return new JoinedRows.Part(tensors(write(directory, name, content)).get(0), positions, width);
    }

    private JoinedRows joined() throws IOException {
        return JoinedRows.of(
                "all prompts",
                3,
                List.of(
                        part("a.bin", counting(6), 2, 3),
                        part("b.bin", counting(3), 1, 3),
                        part("c.bin", counting(8), 2, 4)));
    }

    @Test
    void theRowsOfTheFilesFollowEachOther() throws IOException {
        try (JoinedRows joined = joined();
                ValueReader reader = joined.reader()) {
            assertThat(joined.source().file()).isEqualTo("all prompts");
            assertThat(joined.source().shape()).hasToString("5 x 3");
            assertThat(read(reader, 0, 15)).containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 0, 1, 2, 4, 5, 6);
        }
    }

    @Test
    void anyValuesAreReadInAnyOrder() throws IOException {
        double[] all = {0, 1, 2, 3, 4, 5, 0, 1, 2, 0, 1, 2, 4, 5, 6};

        try (JoinedRows joined = joined();
                ValueReader reader = joined.reader()) {
            for (int count : new int[] {1, 2, 7, 15}) {
                for (int first = all.length - count; first >= 0; first--) {
                    assertThat(read(reader, first, count))
                            .isEqualTo(java.util.Arrays.copyOfRange(all, first, first + count));
                }
            }
        }
    }

    /** Any number of files can be joined. */
    @Test
    void aReaderHasOneFileOpenAtATime() throws IOException {
        try (JoinedRows joined = joined()) {
            assertThat(OpenFiles.below(directory)).isEmpty();
            try (ValueReader reader = joined.reader()) {
                read(reader, 0, 15);
                assertThat(OpenFiles.below(directory)).hasSizeLessThanOrEqualTo(1);
            }
        }
        assertThat(OpenFiles.below(directory)).isEmpty();
    }

    @Test
    void compressedFilesAreClosedToo() throws IOException {
        byte[] packed = GzipTest.packed(counting(8));
        List<JoinedRows.Part> parts = List.of(part("a.bin.gz", packed, 2, 4), part("b.bin.gz", packed, 2, 4));

        try (JoinedRows joined = JoinedRows.of("x", 3, parts);
                ValueReader reader = joined.reader()) {
            assertThat(read(reader, 0, 12)).containsExactly(0, 1, 2, 4, 5, 6, 0, 1, 2, 4, 5, 6);
        }

        assertThat(OpenFiles.below(directory)).isEmpty();
    }

    @Test
    void oneCompressedFileMakesSkippingSlow() throws IOException {
        JoinedRows.Part plain = part("a.bin", counting(3), 1, 3);
        JoinedRows.Part packed = part("b.bin.gz", GzipTest.packed(counting(3)), 1, 3);

        assertThat(JoinedRows.of("x", 3, List.of(plain, plain)).isSequential()).isFalse();
        assertThat(JoinedRows.of("x", 3, List.of(plain, packed)).isSequential()).isTrue();
        assertThat(JoinedRows.of("x", 3, List.of(packed, plain)).isSequential()).isTrue();
        assertThat(JoinedRows.of("x", 3, List.of(packed, packed)).isSequential())
                .isTrue();
    }

    @Test
    void aFileThatChangedSinceItWasMeasuredIsNamed() throws IOException {
        JoinedRows.Part shorter = part("a.bin", counting(5), 2, 3);

        assertThatThrownBy(() -> JoinedRows.of("all prompts", 3, List.of(shorter)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage("data/a.bin: expected 6 values as before, found 5. Do not change the outputs while they are"
                        + " compared");
    }

    @Test
    void noFilesCannotBeJoined() {
        assertThatThrownBy(() -> JoinedRows.of("x", 3, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
