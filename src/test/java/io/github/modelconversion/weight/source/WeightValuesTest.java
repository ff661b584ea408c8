package io.github.modelconversion.weight.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.original.OriginalTensor;
import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.WeightTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every range of values can be read into any place of an array, and nothing else is written. */
class WeightValuesTest {

    /** Bytes in a file before the tensor. */
    private static final int POSITION = 5;

    @TempDir
    private Path directory;

    private final OpenFiles files = new OpenFiles();

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    private Path write(String name, byte... bytes) throws IOException {
        byte[] moved = new byte[POSITION + bytes.length];
        System.arraycopy(bytes, 0, moved, POSITION, bytes.length);
        return Files.write(directory.resolve(name), moved);
    }

    private OriginalTensor tensor(String name, List<Long> shape, float... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new OriginalTensor(name, "F32", shape, write(name, bytes.array()), POSITION);
    }

    private OriginalTensor bytes(String name, String type, List<Long> shape, byte... bytes) throws IOException {
        return new OriginalTensor(name, type, shape, write(name, bytes), POSITION);
    }

    private static float[] counting(int from, int to) {
        float[] values = new float[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + i;
        }
        return values;
    }

    private static void assertEveryRange(WeightValues values, float... expected) throws IOException {
        assertThat(values.count()).isEqualTo(expected.length);
        for (int first = 0; first <= expected.length; first++) {
            for (int count = 0; first + count <= expected.length; count++) {
                float[] read = new float[2 + count + expected.length];
                Arrays.fill(read, -7);
                float[] wanted = read.clone();
                System.arraycopy(expected, first, wanted, 2, count);
                values.read(first, count, read, 2);
                assertThat(read).as("%d from %d", count, first).isEqualTo(wanted);
            }
        }
    }

    @Test
    void ofRowsInAnotherOrder() throws IOException {
        WeightValues counting = new ArrayValues(counting(0, 24));

        assertEveryRange(
                Transformations.rope(counting, 3, 2),
                0,
                1,
                2,
                6,
                7,
                8,
                3,
                4,
                5,
                9,
                10,
                11,
                12,
                13,
                14,
                18,
                19,
                20,
                15,
                16,
                17,
                21,
                22,
                23);
        assertEveryRange(Transformations.rows(counting, 3, 2, 3), counting(6, 15));
        assertEveryRange(Transformations.rowsOfEach(counting, 4, 3, 1, 2), 3, 4, 5, 6, 7, 8, 15, 16, 17, 18, 19, 20);
    }

    @Test
    void ofTransposedMatricesAndEverySecondValue() throws IOException {
        WeightValues counting = new ArrayValues(counting(0, 12));

        assertEveryRange(Transformations.transposed(counting, 2, 3), 0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11);
        assertEveryRange(Transformations.alternate(counting, 1), 1, 3, 5, 7, 9, 11);
    }

    @Test
    void ofTensorsOneAfterTheOther() throws IOException {
        OriginalValues originals = new OriginalValues(files, Map.of(), List.of());

        assertEveryRange(
                originals
                        .openStacked(List.of(
                                tensor("a", List.of(5L), counting(0, 5)),
                                tensor("b", List.of(5L), counting(5, 10)),
                                tensor("c", List.of(5L), counting(10, 15))))
                        .orElseThrow(),
                counting(0, 15));
        assertThat(originals.openStacked(List.of(bytes("d", "U8", List.of(5L), new byte[5]))))
                .isEmpty();
    }

    /** 1, 2 and 0.5 as 8-bit floats. */
    @Test
    void ofEightBitFloatsWithScales() throws IOException {
        byte[] codes = {0x38, 0x40, 0x30, 0x38, 0x40, 0x30, 0x38, 0x40, 0x30};
        OriginalTensor weights = bytes("w", "F8_E4M3", List.of(3L, 3L), codes);

        OriginalTensor ofRows = tensor("w_scale", List.of(3L, 1L), 3, 5, 7);
        assertEveryRange(
                new OriginalValues(files, Map.of("w_scale", ofRows), List.of())
                        .open(weights)
                        .orElseThrow(),
                3,
                6,
                1.5f,
                5,
                10,
                2.5f,
                7,
                14,
                3.5f);
        OriginalTensor ofBlocks = tensor("w_scale_inv", List.of(2L, 2L), 3, 5, 7, 9);
        assertEveryRange(
                new OriginalValues(files, Map.of("w_scale_inv", ofBlocks), List.of(2, 2))
                        .open(weights)
                        .orElseThrow(),
                3,
                6,
                2.5f,
                3,
                6,
                2.5f,
                7,
                14,
                4.5f);
    }

    /** Scales that are 8-bit floats themselves would need scales of their own. */
    @Test
    void scalesOfEightBitsAreNotUsed() throws IOException {
        OriginalTensor weights = bytes("w", "F8_E4M3", List.of(1L, 1L), (byte) 0x40);
        OriginalTensor other = bytes("w_scale_inv", "F8_E4M3", List.of(), (byte) 0x38);
        OriginalTensor scale = tensor("w_scale", List.of(), 3);

        assertEveryRange(
                new OriginalValues(files, Map.of("w_scale_inv", other, "w_scale", scale), List.of())
                        .open(weights)
                        .orElseThrow(),
                6);
    }

    /** Code 2 is 1, and the exponents 127, 128 and 129 are factors of 1, 2 and 4. */
    @Test
    void ofFourBitFloats() throws IOException {
        byte[] packed = new byte[48];
        Arrays.fill(packed, (byte) 0x22);
        packed[0] = 0x12;
        packed[47] = (byte) 0x92;
        float[] expected = new float[96];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = 1 << (i / 32);
        }
        expected[1] = 0.5f;
        expected[95] = -2;

        assertEveryRange(
                new OriginalValues(files, Map.of(), List.of())
                        .openFourBitPairs(
                                bytes("blocks", "U8", List.of(3L, 16L), packed),
                                bytes("scales", "U8", List.of(3L), (byte) 127, (byte) 128, (byte) 129))
                        .orElseThrow(),
                expected);
    }

    /** A block of Q8_0 has a half-precision scale, here 1, 2 and 4, and 32 whole numbers. */
    @Test
    void ofBlocks() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(3 * 34).order(ByteOrder.LITTLE_ENDIAN);
        float[] expected = new float[96];
        for (int block = 0; block < 3; block++) {
            bytes.putShort((short) (0x3c00 + 0x400 * block));
            for (int i = 0; i < 32; i++) {
                bytes.put((byte) (i - 16));
                expected[32 * block + i] = (i - 16) * (1 << block);
            }
        }
        ConvertedTensor tensor =
                new ConvertedTensor("t", List.of(32L, 3L), 8, write("blocks", bytes.array()), POSITION, false);
        StoredBlocks blocks = tensor.open(files, tensor.decoder().orElseThrow());

        assertEveryRange(blocks, expected);
        assertThat(blocks.isFloat()).isFalse();
        float[] steps = new float[64];
        blocks.read(32, 64, new float[64], 0);
        blocks.steps(64, steps);
        assertThat(steps[0]).isEqualTo(2);
        assertThat(steps[63]).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "8, Q8_0, 102, true, true",
        "0, F32, 384, true, false",
        "26, I32, 384, false, false",
        "77, number 77, 0, false, false"
    })
    void aTensorHasATypeIfItsNumberIsKnown(long number, String name, long size, boolean decoder, boolean error) {
        ConvertedTensor tensor = new ConvertedTensor("t", List.of(32L, 3L), number, directory, 0, false);

        assertThat(tensor.typeName()).isEqualTo(name);
        assertThat(tensor.type().isPresent()).isEqualTo(number != 77);
        assertThat(tensor.count()).isEqualTo(96);
        assertThat(tensor.bytes()).isEqualTo(size);
        assertThat(tensor.decoder().isPresent()).isEqualTo(decoder);
        assertThat(tensor.usualError().isPresent()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"F32, 24", "BF16, 12", "F8_E4M3, 6", "I64, 0"})
    void anOriginalTensorHasASizeIfItsTypeIsKnown(String type, long size) {
        assertThat(OriginalValues.bytes(new OriginalTensor("t", type, List.of(2L, 3L), directory, 0)))
                .isEqualTo(size);
    }

    /** A window has 32 768 values. */
    @Test
    void ofAWindowAreReadInAnyOrder() throws IOException {
        WeightValues window = new Window(new ArrayValues(counting(0, 100_000)));
        float[] values = new float[20];
        for (int first : new int[] {0, 32_760, 10, 99_980, 16_384, 49_140, 49_151, 16_383}) {
            window.read(first, 20, values, 0);
            assertThat(values).isEqualTo(counting(first, first + 20));
        }
        float[] many = new float[5000];
        window.read(1, 5000, many, 0);
        assertThat(many).isEqualTo(counting(1, 5001));
    }

    /** A tile of 16 384 rows has 32 columns. */
    @Test
    void ofATransposedMatrixAreReadInAnyOrder() throws IOException {
        WeightValues transposed = Transformations.transposed(new ArrayValues(counting(0, 40 << 14)), 1 << 14, 40);
        float[] values = new float[1];

        transposed.read((33 << 14) + 2, 1, values, 0);
        assertThat(values).containsExactly(2 * 40 + 33);
        transposed.read(7, 1, values, 0);
        assertThat(values).containsExactly(7 * 40);
    }

    @Test
    void cannotBeReadFromClosedFiles() throws IOException {
        WeightValues values = new StoredBlocks(
                files,
                write("floats", new byte[8]),
                POSITION,
                2,
                WeightTypes.of(TensorType.F32).orElseThrow());
        files.close();

        assertThatThrownBy(() -> values.read(0, 2, new float[2], 0)).isInstanceOf(IOException.class);
    }
}
