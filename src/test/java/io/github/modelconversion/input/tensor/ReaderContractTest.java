package io.github.modelconversion.input.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every reader of values guarantees, whatever the format: values in C order from any index and in blocks of any size,
 * an error naming the file for anything that is not valid, and no file left open.
 */
@ParameterizedClass
@EnumSource
class ReaderContractTest {

    private static final int ROWS = 6;
    private static final int WIDTH = 7;

    /** More values than any window, block or buffer holds, and more than text readers keep. */
    private static final int MANY_ROWS = 600;

    private static final int WIDE = 501;

    /** The large file of each format, written once to save time. */
    private static final Map<ValueFile, byte[]> LARGE = new EnumMap<>(ValueFile.class);

    @Parameter
    private ValueFile format = ValueFile.RAW;

    @TempDir
    private Path folder;

    /** Runs on Linux, which lists a process's open files. */
    @AfterEach
    void noFileIsLeftOpen() throws IOException {
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    /** Returns values that every type holds exactly, too irregular to compress into a single buffer. */
    private static double[] values(int count) {
        Random random = new Random(count);
        double[] values = new double[count];
        Arrays.setAll(values, i -> (random.nextInt(509) - 254) / 32.0);
        return values;
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("a." + format.ending()), content);
    }

    private byte[] content() throws IOException {
        return format.content(values(ROWS * WIDTH), WIDTH);
    }

    private Path small() throws IOException {
        return write(content());
    }

    private Path large() throws IOException {
        byte[] content = LARGE.get(format);
        if (content == null) {
            content = format.content(values(MANY_ROWS * WIDE), WIDE);
            LARGE.put(format, content);
        }
        return write(content);
    }

    private double[] readWhole(Path file) throws IOException {
        try (LogitsFile opened = format.open(file);
                ValueReader reader = opened.reader()) {
            return read(reader, 0, Math.toIntExact(opened.source().shape().count()));
        }
    }

    private static double[] read(ValueReader reader, int first, int count) throws IOException {
        double[] values = new double[count];
        reader.read(first, values, count);
        return values;
    }

    private void assertRefused(Path file) {
        assertRefused(file, "this content");
    }

    private void assertRefused(Path file, String content) {
        assertThatThrownBy(() -> readWhole(file), "%s in a file that ends in .%s", content, format.ending())
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a." + format.ending() + ": ")
                .hasMessageContaining("expected ")
                .hasMessageContaining("found ");
    }

    @Test
    void valuesComeInCOrderWithTheirShapeAndFormat() throws IOException {
        Path file = small();

        assertThat(readWhole(file)).containsExactly(format.stored(file, values(ROWS * WIDTH)));
        try (LogitsFile opened = format.open(file)) {
            assertThat(opened.source().file()).startsWith("data/a." + format.ending());
            assertThat(opened.source().format().name()).isEqualTo(format.format());
            assertThat(opened.source().shape()).hasToString(format.hasRows() ? "6 x 7" : "42");
            assertThat(opened.isSequential()).isEqualTo(format.isSequential());
            assertThat(new CutRows(opened, ROWS, WIDTH - 1).isSequential()).isEqualTo(format.isSequential());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 42})
    void smallFilesAreReadInBlocksOfAnySize(int size) throws IOException {
        Path file = small();

        assertBlocks(file, format.stored(file, values(ROWS * WIDTH)), size);
    }

    @ParameterizedTest
    @ValueSource(ints = {997, 8192, 65_537, MANY_ROWS * WIDE})
    void largeFilesAreReadInBlocksOfAnySize(int size) throws IOException {
        Path file = large();

        assertBlocks(file, format.stored(file, values(MANY_ROWS * WIDE)), size);
    }

    private void assertBlocks(Path file, double[] expected, int size) throws IOException {
        double[] all = new double[expected.length];
        double[] block = new double[size];
        try (LogitsFile opened = format.open(file);
                ValueReader reader = opened.reader()) {
            for (int first = 0; first < all.length; first += size) {
                int count = Math.min(size, all.length - first);
                reader.read(first, block, count);
                System.arraycopy(block, 0, all, first, count);
            }
        }

        assertThat(Arrays.mismatch(all, expected)).isEqualTo(-1);
    }

    @Test
    void valuesAreReadForwardAndBackwardFromAnyIndex() throws IOException {
        Path file = large();
        double[] expected = format.stored(file, values(MANY_ROWS * WIDE));
        Random random = new Random(3);
        try (LogitsFile opened = format.open(file);
                ValueReader reader = opened.reader()) {
            assertThat(read(reader, expected.length - 1, 1)).containsExactly(expected[expected.length - 1]);
            for (int i = 0; i < 12; i++) {
                int first = random.nextInt(expected.length);
                int count = random.nextInt(Math.min(70_000, expected.length - first) + 1);
                assertThat(Arrays.mismatch(
                                read(reader, first, count), Arrays.copyOfRange(expected, first, first + count)))
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void readersOfOneFileDoNotDisturbEachOther() throws IOException {
        Path file = large();
        double[] expected = format.stored(file, values(MANY_ROWS * WIDE));
        int middle = expected.length / 2;
        try (LogitsFile opened = format.open(file);
                ValueReader one = opened.reader();
                ValueReader other = opened.reader()) {
            assertThat(read(one, 0, 2)).containsExactly(expected[0], expected[1]);
            assertThat(read(other, middle, 1)).containsExactly(expected[middle]);
            assertThat(read(one, 2, 2)).containsExactly(expected[2], expected[3]);
            assertThat(read(other, middle + 1, 1)).containsExactly(expected[middle + 1]);
        }
    }

    @Test
    void theRestOfTheArrayStaysAsItWas() throws IOException {
        Path file = small();
        double[] expected = format.stored(file, values(ROWS * WIDTH));
        double[] values = {-99, -99, -99, -99};
        try (LogitsFile opened = format.open(file);
                ValueReader reader = opened.reader()) {
            reader.read(3, values, 0);
            assertThat(values).containsOnly(-99);
            reader.read(1, values, 2);
        }

        assertThat(values).containsExactly(expected[1], expected[2], -99, -99);
    }

    @Test
    void aFileIsRefusedWhereverItIsCut() throws IOException {
        byte[] whole = content();
        for (int length = 0; length < whole.length; length++) {
            Path file = write(Arrays.copyOf(whole, length));
            if (format.isWholeAt(whole, length)) {
                double[] read = readWhole(file);
                assertThat(values(ROWS * WIDTH)).startsWith(read);
            } else {
                assertRefused(file);
            }
        }
    }

    @Test
    void aFileWithTrailingBytesIsRefused() throws IOException {
        assumeFalse(format == ValueFile.GGUF, "ggml fills the last tensor up to the alignment");

        assertRefused(write(NpyFixture.concatenated(content(), new byte[] {'x', 'y', 'z'})));
    }

    @Test
    void aFileOfAnotherFormatIsRefused() throws IOException {
        for (ValueFile other : ValueFile.values()) {
            if (!other.ending().equals(format.ending())) {
                assertRefused(write(other.content(values(ROWS * WIDTH), WIDTH)), other.format());
            }
        }
    }

    @Test
    void aGitLfsPointerIsRefused() throws IOException {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 160\n";

        assertRefused(write(pointer.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void damageUnderAChecksumIsFound() throws IOException {
        assumeTrue(format.hasChecksum());
        byte[] whole = content();
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            Path file = write(damaged);
            try {
                assertThat(readWhole(file)).as("byte %d", i).containsExactly(values(ROWS * WIDTH));
            } catch (UnusableInputException refused) {
                assertThat(refused).as("byte %d", i).hasMessageStartingWith("data/a." + format.ending() + ": ");
            }
        }
    }

    @Test
    void aMissingFileCannotBeOpened() {
        assertThatThrownBy(() -> format.open(folder.resolve("absent." + format.ending())))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileThatIsCutWhileItIsReadGivesNoWrongValues() throws IOException {
        Path file = large();
        double[] expected = format.stored(file, values(MANY_ROWS * WIDE));
        int last = expected.length - 1;
        try (LogitsFile opened = format.open(file);
                ValueReader reader = opened.reader()) {
            assertThat(read(reader, 0, 1)).containsExactly(expected[0]);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
            if (format.isHeld()) {
                assertThat(read(reader, last, 1)).containsExactly(expected[last]);
            } else {
                assertThatThrownBy(() -> read(reader, last, 1))
                        .isExactlyInstanceOf(UnusableInputException.class)
                        .hasMessageStartingWith("data/a." + format.ending() + ": ");
            }
            assertThat(read(reader, 0, 1)).containsExactly(expected[0]);
        }
    }

    @Test
    void readersAndFilesMayBeClosedTwiceAndUnread() throws IOException {
        LogitsFile opened = format.open(large());
        ValueReader unread = opened.reader();
        ValueReader reader = opened.reader();
        ValueReader cut = new CutRows(opened, MANY_ROWS, WIDE - 1).reader();
        assertThat(read(reader, 5, 1)).isEqualTo(read(cut, 5, 1));
        unread.close();
        cut.close();
        reader.close();
        reader.close();
        opened.close();
        opened.close();
    }
}
