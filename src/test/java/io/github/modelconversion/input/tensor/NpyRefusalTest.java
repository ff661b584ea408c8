package io.github.modelconversion.input.tensor;

import static io.github.modelconversion.input.tensor.LogitsFixture.assertRefused;
import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static io.github.modelconversion.input.tensor.NpyFixture.dictionary;
import static io.github.modelconversion.input.tensor.NpyFixture.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyRefusalTest {

    private static final String CONVERT = ". Write it as numpy.save(path, numpy.asarray(values, dtype='<f4'))";

    /** The types that numpy.save writes for integers, bool, complex, text, bytes, void, time and long double. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<i4", "<i8", "|u1", "|b1", "<c8", "<c16", "<U1", "|S1", "|V4", "<M8[D]", "<f16", "=i4", "<f3", ""
            })
    void refusesElementsThatAreNotPlainFloats(String descr, @TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.npy", npy(descr, false, "(1,)", new byte[4])),
                "data/a.npy: expected elements of type f2, f4 or f8, found '" + descr + "'" + CONVERT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f4", "=f4", "|f8", "f2", "float32"})
    void refusesFloatsWithoutAByteOrderAndSaysSo(String descr, @TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.npy", npy(descr, false, "(1,)", new byte[4])),
                "data/a.npy: expected a type with its byte order, such as '<f4', found '" + descr + "' without one"
                        + CONVERT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<V2", "|V2", "V2", "bfloat16", "<u2", "uint16", "<i2"})
    void refusesTwoBytesOfUnknownTypeWithTheParameterThatReadsThem(String descr, @TempDir Path directory)
            throws IOException {
        assertThatThrownBy(() -> open(write(directory, "a.npy", npy(descr, false, "(2,)", new byte[4]))))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("'" + descr + "'", "set elementType to bf16", "dtype='<f4'");
    }

    @Test
    void refusesPythonObjectsBecauseReadingThemWouldRunCode(@TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.npy", npy("|O", false, "(1,)", new byte[149])),
                "data/a.npy: expected elements of type f2, f4 or f8, found '|O'"
                        + " (Python objects: reading them would run code)" + CONVERT);
    }

    @Test
    void refusesAStructuredType(@TempDir Path directory) throws IOException {
        String header = dictionary("[('a', '<f4'), ('b', '<f4')]", false, "(1,)");

        assertRefused(
                write(directory, "a.npy", npy(1, header, new byte[8])),
                "data/a.npy: expected elements of type f2, f4 or f8, found a structured type" + CONVERT);
    }

    @Test
    void refusesMoreThanEightDimensions(@TempDir Path directory) throws IOException {
        assertThat(LogitsFixture.values(
                        write(directory, "b.npy", npy("<f4", false, "(1, 1, 1, 1, 1, 1, 1, 4)", new byte[16]))))
                .containsExactly(0, 0, 0, 0);
        assertRefused(
                write(directory, "a.npy", npy("<f4", false, "(1, 1, 1, 1, 1, 1, 1, 1, 4)", new byte[16])),
                "data/a.npy: expected at most 8 dimensions, found 9. Write one array of positions x values");
    }

    @ParameterizedTest
    @CsvSource({"'(0,)', [0]", "'(0, 4)', '[0, 4]'", "'(4, 0)', '[4, 0]'", "'(1, 0, 4)', '[1, 0, 4]'"})
    void refusesAnArrayWithoutValues(String shape, String found, @TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.npy", npy("<f4", false, shape, new byte[0])),
                "data/a.npy: expected values, found an array of shape " + found
                        + ". Run the tool that writes it again");
    }

    @ParameterizedTest
    @CsvSource({
        "'(3037000500, 3037000500)', '[3037000500, 3037000500]'",
        "'(4294967296, 4294967296, 2)', '[4294967296, 4294967296, 2]'",
        "'(999999999999999999, 999999999999999999)', '[999999999999999999, 999999999999999999]'"
    })
    void refusesAShapeWhoseProductOverflows(String shape, String found, @TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.npy", npy("<f4", false, shape, new byte[16])),
                "data/a.npy: expected a shape that a file can hold, found " + found
                        + ". Write it again with numpy.save");
    }

    @ParameterizedTest
    @CsvSource({
        "<f4, '(3,)', 3, 4, 3, 11",
        "<f4, '(3,)', 3, 4, 3, 13",
        "<f4, '(3,)', 3, 4, 3, 16",
        "<f4, '(3,)', 3, 4, 3, 0",
        "<f2, '(2, 3)', 6, 2, 2 x 3, 24",
        "<f8, '(2, 3)', 6, 8, 2 x 3, 24",
        "<f8, '(1, 2, 3)', 6, 8, 2 x 3, 47",
        "<f4, '()', 1, 4, 1, 8",
        "<f4, '(999999999999999999,)', 999999999999999999, 4, 999999999999999999, 4"
    })
    void refusesDataThatIsShorterOrLongerThanTheHeaderSays(
            String descr, String shape, long count, int size, String readable, int available, @TempDir Path directory)
            throws IOException {
        assertRefused(
                write(directory, "a.npy", npy(descr, false, shape, new byte[available])),
                "data/a.npy: expected " + count + " values of " + size + " bytes after the header (shape " + readable
                        + "), found " + available + " bytes from byte 128 on. The file was cut or its header is wrong:"
                        + " write it again with numpy.save");
    }
}
