package io.github.modelconversion.input.tensor;

import static io.github.modelconversion.input.tensor.LogitsFixture.assertRefused;
import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static io.github.modelconversion.input.tensor.NpyFixture.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.modelconversion.input.file.ByteSource;
import io.github.modelconversion.input.npy.NpyFile;
import io.github.modelconversion.input.npy.NpyHeader;
import io.github.modelconversion.result.output.Container;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFortranOrderTest {

    /** In bytes: a quarter of a GiB, the most that is transposed. */
    private static final long LARGEST = 268_435_456;

    @Test
    void transposesTwoDimensions(@TempDir Path directory) throws IOException {
        // numpy.asfortranarray(numpy.arange(6, dtype='<f4').reshape(2, 3)), as numpy.save writes its data
        byte[] data = HexFormat.of().parseHex("00000000000040400000803f00008040000000400000a040");

        assertThat(values(write(directory, "a.npy", npy("<f4", true, "(2, 3)", data))))
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    /** Values are their indices in the file: i + I · j + I · J · k. */
    @ParameterizedTest
    @CsvSource({"2, 3, 4", "4, 3, 2", "2, 1, 5", "3, 2, 1", "5, 5, 5", "1, 3, 4", "1, 4, 1"})
    void transposesThreeDimensions(int outer, int middle, int last, @TempDir Path directory) throws IOException {
        List<Double> expected = new ArrayList<>();
        for (int i = 0; i < outer; i++) {
            for (int j = 0; j < middle; j++) {
                for (int k = 0; k < last; k++) {
                    expected.add((double) (i + outer * j + outer * middle * k));
                }
            }
        }
        String shape = "(" + outer + ", " + middle + ", " + last + ")";
        Path file = write(directory, "a.npy", npy("<f4", true, shape, counting(outer * middle * last)));

        assertThat(values(file)).containsExactly(expected.toArray(Double[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f2", ">f2", "<f4", ">f4", "<f8", ">f8"})
    void transposesEveryType(String descr, @TempDir Path directory) throws IOException {
        int size = Character.digit(descr.charAt(2), 10);
        ByteBuffer data = ByteBuffer.allocate(4 * size)
                .order(descr.startsWith("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (int value : new int[] {1, -2, 0, 2}) {
            switch (size) {
                case 2 -> data.putShort((short) (value == 0 ? 0 : value == 1 ? 0x3c00 : value == 2 ? 0x4000 : 0xc000));
                case 4 -> data.putFloat(value);
                default -> data.putDouble(value);
            }
        }

        assertThat(values(write(directory, "a.npy", npy(descr, true, "(2, 2)", data.array()))))
                .containsExactly(1, 0, -2, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(6,)", "(1, 6)", "(1, 1, 6)", "(6, 1)"})
    void needsNoTransposingIfBothOrdersAreTheSame(String shape, @TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.npy", npy("<f4", true, shape, counting(6)))))
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @CsvSource({"<f4, '(2, 33554433)', 268435464", "<f2, '(2, 67108865)', 268435460", ">f8, '(3, 11184811)', 268435464"
    })
    void refusesMoreThanAQuarterOfAGibibyte(String descr, String shape, long bytes, @TempDir Path directory)
            throws IOException {
        Path file = sparse(directory, npy(descr, true, shape, new byte[0]), bytes);

        assertRefused(
                file,
                "data/a.npy: expected C order, found a Fortran-order array of " + bytes + " bytes; at most " + LARGEST
                        + " are transposed. Write it as numpy.save(path, numpy.ascontiguousarray(numpy.load(path)))");
    }

    @ParameterizedTest
    @CsvSource({"True, '(1, 67108865)'", "False, '(5, 13421773)'"})
    void doesNotLimitArraysThatNeedNoTransposing(String fortran, String shape, @TempDir Path directory)
            throws IOException {
        byte[] header = npy("<f4", fortran.equals("True"), shape, new byte[0]);

        try (LogitsFile file = open(sparse(directory, header, LARGEST + 4));
                ValueReader reader = file.reader()) {
            assertThat(read(reader, 67_108_864, 1)).containsExactly(0);
        }
    }

    /** Writes a header and a sparse block of zeros as data. */
    private static Path sparse(Path directory, byte[] header, long dataBytes) throws IOException {
        Path file = write(directory, "a.npy", header);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(header.length + dataBytes);
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"<f4, 33554432", "<f2, 67108864"})
    void opensAQuarterOfAGibibyte(String descr, long width) {
        NpyHeader header = new NpyHeader(descr, true, List.of(2L, width), 128);
        IOException opened = new IOException("opened");

        assertThatThrownBy(() -> NpyFile.open(header, Container.NPY, "a.npy", 128 + LARGEST, () -> {
                    throw opened;
                }))
                .isSameAs(opened);
    }

    @Test
    void anArrayThatDoesNotFitIsClosed() throws IOException {
        ByteSource bytes = mock(ByteSource.class);
        IOException unreadable = new IOException("unreadable");
        when(bytes.reader()).thenThrow(unreadable);

        assertThatThrownBy(() -> NpyFile.open(
                        new NpyHeader("<f4", true, List.of(2L, 2L), 128), Container.NPY, "a.npy", 144, () -> bytes))
                .isSameAs(unreadable);
        verify(bytes).close();
    }
}
