package io.github.modelconversion.input.npy;

import static io.github.modelconversion.input.tensor.LogitsFixture.assertRefused;
import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static io.github.modelconversion.input.tensor.NpyFixture.concatenated;
import static io.github.modelconversion.input.tensor.NpyFixture.dictionary;
import static io.github.modelconversion.input.tensor.NpyFixture.npy;
import static io.github.modelconversion.input.tensor.NpyFixture.start;
import static io.github.modelconversion.input.tensor.NpyFixture.unpadded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyHeaderTest {

    private static final String REWRITE = ". Write it again with numpy.save";
    private static final String NO_DICTIONARY =
            "data/a.npy: expected {'descr': type, 'fortran_order': True or False, 'shape': (whole numbers)} in the"
                    + " .npy header, found something else";

    @ParameterizedTest
    @CsvSource({
        "'', an empty file",
        "93, something else",
        "934e554d505901, something else",
        "004e554d505901000000, something else",
        "934e554d505801000000, something else",
        "504b030414000000, something else"
    })
    void refusesAFileWithoutTheMagic(String hex, String found, @TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.npy", HexFormat.of().parseHex(hex)),
                "data/a.npy: expected the .npy magic \\x93NUMPY and a version at byte 0, found " + found + REWRITE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0", "1, 1", "3, 1", "2, 255", "128, 0", "255, 255"})
    void refusesAVersionThatDoesNotExist(int major, int minor, @TempDir Path directory) throws IOException {
        byte[] bytes = npy("<f4", false, "(1,)", new byte[4]);
        bytes[6] = (byte) major;
        bytes[7] = (byte) minor;

        assertRefused(
                write(directory, "a.npy", bytes),
                "data/a.npy: expected .npy format version 1.0, 2.0 or 3.0 at byte 6, found " + major + "." + minor
                        + REWRITE);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 11, 127})
    void refusesAFileThatIsCutInItsHeader(int size, @TempDir Path directory) throws IOException {
        byte[] bytes = Arrays.copyOf(npy("<f4", false, "(1,)", new byte[4]), size);

        assertRefused(
                write(directory, "a.npy", bytes),
                "data/a.npy: expected a whole .npy header, found the end of the file at byte " + size
                        + ". The file was cut" + REWRITE);
    }

    @ParameterizedTest
    @CsvSource({"8, 2", "9, 2", "11, 2", "11, 3", "12, 2", "12, 3"})
    void refusesAFileThatIsCutInAFourByteHeaderLength(int size, int version, @TempDir Path directory)
            throws IOException {
        byte[] bytes = Arrays.copyOf(start(version, 118), size);

        assertRefused(
                write(directory, "a.npy", bytes),
                "data/a.npy: expected a whole .npy header, found the end of the file at byte " + size
                        + ". The file was cut" + REWRITE);
    }

    @ParameterizedTest
    @ValueSource(longs = {65_537, 1L << 31, (1L << 32) - 1})
    void refusesAHeaderLengthThatNoPlainArrayNeeds(long length, @TempDir Path directory) throws IOException {
        Path file = write(directory, "a.npy", start(2, length));

        assertRefused(
                file,
                "data/a.npy: expected a header of at most 65536 bytes, found the length " + length + " at byte 8"
                        + REWRITE);
    }

    @Test
    void refusesAFileWhoseHeaderIsLongerThanTheFile(@TempDir Path directory) throws IOException {
        byte[] bytes = concatenated(start(3, 65_536), "{'descr': '<f4'".getBytes(StandardCharsets.US_ASCII));

        assertRefused(
                write(directory, "a.npy", bytes),
                "data/a.npy: expected a whole .npy header, found the end of the file at byte 27. The file was cut"
                        + REWRITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "'descr': '<f4'",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)",
                "'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
                "('descr', '<f4')",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} # comment",
                "{}",
                "{'fortran_order': False, 'shape': (1,)}",
                "{'descr': None, 'fortran_order': False, 'shape': (1,)}",
                "{'descr': '<f4' + '', 'fortran_order': False, 'shape': (1,)}",
                "{'descr': '<f4', 'shape': (1,)}",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
                "{'descr': '<f4', 'fortran_order': false, 'shape': (1,)}",
                "{'descr': '<f4', 'fortran_order': False}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': 1}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': [1]}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1.0,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1e3,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1 2)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,,1)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (01,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (LL,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0L1,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), (2,)}",
                "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
                "{'descr':\u001f'<f4', 'fortran_order': False, 'shape': (1,)}",
                "{'descr':\u2003'<f4', 'fortran_order': False, 'shape': (1,)}",
                "{'x': \"'descr': '<f4', \", 'descr': '<i4', 'fortran_order': False, 'shape': (1,)}"
            })
    void refusesAHeaderThatIsNotTheDictionaryOfAnArray(String header, @TempDir Path directory) throws IOException {
        assertRefused(write(directory, "a.npy", npy(1, header, new byte[4])), NO_DICTIONARY + REWRITE);
    }

    /** numpy accepts Python 2's suffix L only in the versions that Python 2 could write. */
    @Test
    void readsTheSuffixOfPython2OnlyBeforeVersion3(@TempDir Path directory) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 1L)}";

        assertThat(values(write(directory, "a.npy", npy(2, header, new byte[8]))))
                .hasSize(2);
        assertRefused(
                write(directory, "b.npy", npy(3, header, new byte[8])),
                NO_DICTIONARY.replace("a.npy", "b.npy") + REWRITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(9223372036854775807,)", "(99999999999999999999999,)", "(4294967296, 4294967296)"})
    void refusesAShapeThatNoFileCanHold(String shape, @TempDir Path directory) throws IOException {
        assertThatThrownBy(() -> open(write(directory, "a.npy", npy("<f4", false, shape, new byte[4]))))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a.npy: expected a shape that a file can hold, found [");
    }

    @Test
    void aLongHeaderOfBlanksCostsNoMoreThanItsLength(@TempDir Path directory) throws IOException {
        Path file = write(directory, "a.npy", npy(1, "{" + " ".repeat(65_000) + "}", new byte[4]));

        // Quadratic work would take minutes; the timeout only keeps a broken build from hanging.
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatThrownBy(() -> open(file)).isInstanceOf(UnusableInputException.class));
    }

    @Test
    void aTypeWithControlCharactersIsShownShortenedAndPrintable(@TempDir Path directory) throws IOException {
        String header = "{'descr': '<x\n\u001b" + "y".repeat(100) + "', 'fortran_order': False, 'shape': (1,)}";

        assertThatThrownBy(() -> open(write(directory, "a.npy", npy(1, header, new byte[4]))))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith(
                        "data/a.npy: expected elements of type f2, f4 or f8, found '<x??" + "y".repeat(28) + "...'. ");
    }

    @Test
    void refusesAHeaderThatEndsEarly(@TempDir Path directory) throws IOException {
        String whole = dictionary("'<f4'", false, "(2, 13L)").strip();

        for (int length = 0; length < whole.length(); length++) {
            assertRefused(
                    write(directory, "a.npy", unpadded(1, whole.substring(0, length), new byte[4])),
                    NO_DICTIONARY + REWRITE);
        }
        assertThat(values(write(directory, "a.npy", unpadded(1, whole, new byte[4 * 26]))))
                .hasSize(26);
    }

    @ParameterizedTest
    @CsvSource({"32, ''", "33, ..."})
    void aTypeOfUpTo32CharactersIsShownWhole(int length, String more, @TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.npy", npy("x".repeat(length), false, "(1,)", new byte[4])),
                "data/a.npy: expected elements of type f2, f4 or f8, found '" + "x".repeat(32) + more
                        + "'. Write it as numpy.save(path, numpy.asarray(values, dtype='<f4'))");
    }
}
