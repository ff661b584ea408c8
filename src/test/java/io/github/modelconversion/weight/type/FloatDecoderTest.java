package io.github.modelconversion.weight.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types that GGUF files do not have, or that need rounding. */
class FloatDecoderTest {

    /** The values tabulated in the OCP specification of 8-bit floats. */
    @ParameterizedTest
    @CsvSource({
        "F8_E4M3, 0x00, 0",
        "F8_E4M3, 0x01, 0x1p-9",
        "F8_E4M3, 0x07, 0x1.cp-7",
        "F8_E4M3, 0x08, 0x1p-6",
        "F8_E4M3, 0x38, 1",
        "F8_E4M3, 0x79, 288",
        "F8_E4M3, 0x7e, 448",
        "F8_E4M3, 0x7f, NaN",
        "F8_E4M3, 0x81, -0x1p-9",
        "F8_E4M3, 0xfe, -448",
        "F8_E4M3, 0xff, NaN",
        "F8_E5M2, 0x00, 0",
        "F8_E5M2, 0x01, 0x1p-16",
        "F8_E5M2, 0x03, 0x1.8p-15",
        "F8_E5M2, 0x04, 0x1p-14",
        "F8_E5M2, 0x3c, 1",
        "F8_E5M2, 0x7b, 57344",
        "F8_E5M2, 0x7c, Infinity",
        "F8_E5M2, 0x7d, NaN",
        "F8_E5M2, 0xfb, -57344",
        "F8_E5M2, 0xfc, -Infinity",
    })
    void eightBitsAreDecodedAsSpecified(String dtype, String bits, Float expected) {
        assertThat(decode(dtype, (byte) (int) Integer.decode(bits))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0.1, 0.1",
        "0x1.000001p0, 1",
        "0x1.0000010000001p0, 0x1.000002p0",
        "0x1.000003p0, 0x1.000004p0",
        "-0x1.fffffeffffffp127, -0x1.fffffep127",
        "0x1.ffffffp127, Infinity",
        "0x1p-150, 0",
        "NaN, NaN",
    })
    void doublesAreRoundedToTheNearestEvenFloat(double value, Float expected) {
        byte[] bytes = new byte[Double.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(value);
        assertThat(decode("F64", bytes)).isEqualTo(expected);
    }

    /** Several numbers from within an array into another place; 0x38 and 0x3c are 1, 0xb8 and 0xbc -1. */
    @ParameterizedTest
    @CsvSource({"F8_E4M3, 0x38, 0xb8", "F8_E5M2, 0x3c, 0xbc"})
    void numbersAreReadFromTheirPlaceToTheirPlace(String dtype, String one, String minusOne) {
        byte[] source = new byte[8];
        source[3] = (byte) (int) Integer.decode(one);
        source[5] = (byte) (int) Integer.decode(minusOne);
        float[] values = new float[6];

        WeightTypes.ofSafetensors(dtype).orElseThrow().decode(source, 3, 4, values, 2);

        assertThat(values).containsExactly(0, 0, 1, 0, -1, 0);
    }

    @Test
    void doublesAreReadFromTheirPlaceToTheirPlace() {
        byte[] source = new byte[3 + 3 * Double.BYTES];
        ByteBuffer.wrap(source)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(3)
                .putDouble(1.5)
                .putDouble(-2)
                .putDouble(3);
        float[] values = new float[5];

        WeightTypes.ofSafetensors("F64").orElseThrow().decode(source, 3, 3, values, 1);

        assertThat(values).containsExactly(0, 1.5f, -2, 3, 0);
    }

    private static float decode(String dtype, byte... bytes) {
        float[] values = new float[1];
        WeightTypes.ofSafetensors(dtype).orElseThrow().decode(bytes, 0, 1, values, 0);
        return values[0];
    }
}
