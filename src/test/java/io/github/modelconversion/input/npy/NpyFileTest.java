package io.github.modelconversion.input.npy;

import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.littleEndian;
import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static io.github.modelconversion.input.tensor.NpyFixture.dictionary;
import static io.github.modelconversion.input.tensor.NpyFixture.npy;
import static io.github.modelconversion.input.tensor.NpyFixture.unpadded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.input.file.GzipTest;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {

    /** The file that {@code numpy.save} of numpy 2.4 writes for {@code numpy.array([1, 2, 3], '<f4')}. */
    private static final String WRITTEN_BY_NUMPY = "934e554d505901007600"
            + "7b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028332c"
            + "292c207d"
            + "20".repeat(60)
            + "0a0000803f0000004000004040";

    @Test
    void readsAFileOfNumpy(@TempDir Path directory) throws IOException {
        Path file = write(directory, "a.npy", HexFormat.of().parseHex(WRITTEN_BY_NUMPY));

        assertThat(values(file)).containsExactly(1, 2, 3);
        assertThat(npy("<f4", false, "(3,)", littleEndian(1, 2, 3)))
                .as("the fixture of the other tests")
                .isEqualTo(HexFormat.of().parseHex(WRITTEN_BY_NUMPY));
    }

    /** {@code numpy.array([[1.5, -2, 3], [0.25, 1e-3, 65504]], descr).tobytes().hex()}. */
    @ParameterizedTest
    @CsvSource({
        "<f2, FLOAT16, 003e00c0004200341914ff7b",
        ">f2, FLOAT16, 3e00c0004200340014197bff",
        "<f4, FLOAT32, 0000c03f000000c0000040400000803e6f12833a00e07f47",
        ">f4, FLOAT32, 3fc00000c0000000404000003e8000003a83126f477fe000",
        "<f8, FLOAT64, 000000000000f83f00000000000000c00000000000000840000000000000d03ffca9f1d24d62503f0000000000fcef40",
        ">f8, FLOAT64, 3ff8000000000000c00000000000000040080000000000003fd00000000000003f50624dd2f1a9fc40effc0000000000"
    })
    void readsEveryFloatTypeInBothByteOrders(String descr, ElementType type, String data, @TempDir Path directory)
            throws IOException {
        double thousandth = switch (type) {
            case FLOAT16 -> 0x419 * 0x1p-20;
            case FLOAT32 -> 0x83126f * 0x1p-33;
            default -> 1e-3;
        };
        Path file = write(
                directory, "a.npy", npy(descr, false, "(2, 3)", HexFormat.of().parseHex(data)));

        assertThat(values(file)).containsExactly(1.5, -2, 3, 0.25, thousandth, 65504);
        try (LogitsFile opened = open(file)) {
            assertThat(opened.source())
                    .isEqualTo(new Source("data/a.npy", Format.of(Container.NPY, type), new Shape(List.of(2L, 3L))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersionOfTheFormat(int version, @TempDir Path directory) throws IOException {
        byte[] bytes = npy(version, dictionary("'<f4'", false, "(3,)"), littleEndian(1, 2, 3));

        assertThat(values(write(directory, "a.npy", bytes))).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "()         | 1",
                "(1,)       | 1",
                "(24,)      | 24",
                "(1, 24)    | 24",
                "(1, 1, 24) | 24",
                "(4, 6)     | 4 x 6",
                "(1, 4, 6)  | 4 x 6",
                "(24, 1)    | 24",
                "(1, 24, 1, 1) | 24",
                "(4, 1, 6, 1) | 4 x 6",
                "(2, 3, 4)  | 2 x 3 x 4",
                "(24L,)     | 24",
                "(4L, 6L)   | 4 x 6"
            })
    void deliversTheValuesOfAnyShapeInCOrder(String header, String shape, @TempDir Path directory) throws IOException {
        int count = shape.equals("1") ? 1 : 24;
        Path file = write(directory, "a.npy", npy("<f4", false, header, counting(count)));

        assertThat(values(file))
                .containsExactly(IntStream.range(0, count).asDoubleStream().toArray());
        try (LogitsFile opened = open(file)) {
            assertThat(opened.source().shape()).hasToString(shape);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}",
                "{'shape': (3,), 'fortran_order': False, 'descr': '<f4'}",
                "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (3,), }",
                "{'descr':'<f4','fortran_order':False,'shape':(3,)}",
                " { 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 3 , ) , } ",
                "{'descr': '<f4',\n 'fortran_order': False,\n 'shape': (3,),\n}",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (3,), }"
            })
    void readsAnySpellingOfTheDictionary(String dictionary, @TempDir Path directory) throws IOException {
        byte[] bytes = unpadded(1, dictionary, littleEndian(1, 2, 3));

        assertThat(values(write(directory, "a.npy", bytes))).containsExactly(1, 2, 3);
    }

    @Test
    void readsTheLongestHeaderThatVersionOneCanHave(@TempDir Path directory) throws IOException {
        String header = dictionary("'<f4'", false, "(3,)");
        byte[] bytes = unpadded(1, header + " ".repeat(65_535 - header.length()), littleEndian(1, 2, 3));

        assertThat(values(write(directory, "a.npy", bytes))).containsExactly(1, 2, 3);
    }

    /** An array in Fortran order is held in memory. */
    @Test
    void onlyACompressedFileInCOrderIsSequential(@TempDir Path directory) throws IOException {
        byte[] rows = npy("<f4", false, "(2, 2)", counting(4));
        byte[] columns = npy("<f4", true, "(2, 2)", counting(4));

        try (LogitsFile plain = open(write(directory, "a.npy", rows));
                LogitsFile packed = open(write(directory, "b.npy.gz", GzipTest.packed(rows)));
                LogitsFile held = open(write(directory, "c.npy.gz", GzipTest.packed(columns)))) {
            assertThat(plain.isSequential()).isFalse();
            assertThat(packed.isSequential()).isTrue();
            assertThat(held.isSequential()).isFalse();
            assertThat(plain.checksum()).isPresent();
            assertThat(packed.checksum()).isEmpty();
        }
    }
}
