package io.github.modelconversion.result.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorTypeTest {

    /** The bits per weight as documented by llama.cpp. */
    @ParameterizedTest
    @CsvSource({
        "F32, 32",
        "F16, 16",
        "BF16, 16",
        "F64, 64",
        "I8, 8",
        "I16, 16",
        "I32, 32",
        "I64, 64",
        "Q4_0, 4.5",
        "Q4_1, 5",
        "Q5_0, 5.5",
        "Q5_1, 6",
        "Q8_0, 8.5",
        "Q2_K, 2.625",
        "Q3_K, 3.4375",
        "Q4_K, 4.5",
        "Q5_K, 5.5",
        "Q6_K, 6.5625",
        "IQ1_S, 1.5625",
        "IQ1_M, 1.75",
        "IQ2_XXS, 2.0625",
        "IQ2_XS, 2.3125",
        "IQ2_S, 2.5625",
        "IQ3_XXS, 3.0625",
        "IQ3_S, 3.4375",
        "IQ4_NL, 4.5",
        "IQ4_XS, 4.25",
        "TQ1_0, 1.6875",
        "TQ2_0, 2.0625",
        "MXFP4, 4.25",
        "NVFP4, 4.5"
    })
    void aTensorHasTheBitsOfItsType(TensorType type, double bits) {
        assertThat(type.bytes(List.of(512L, 3L, 2L))).hasValue((long) (512 * 3 * 2 * bits / 8));
    }

    /** Integers are indices, and no model is stored in doubles. */
    @ParameterizedTest
    @CsvSource({
        "F32, true",
        "F16, true",
        "BF16, true",
        "Q4_0, true",
        "IQ4_XS, true",
        "IQ1_M, true",
        "MXFP4, true",
        "I8, false",
        "I16, false",
        "I32, false",
        "I64, false",
        "F64, false"
    })
    void weightsAreFloatsOrBlocks(TensorType type, boolean weight) {
        assertThat(type.isWeight()).isEqualTo(weight);
    }

    @Test
    void aBlockHasTheSizeOfLlamaCppsStruct() {
        assertThat(TensorType.Q6_K.blockValues()).isEqualTo(256);
        assertThat(TensorType.Q6_K.blockBytes()).isEqualTo(210);
        assertThat(TensorType.BF16.blockValues()).isEqualTo(1);
    }

    @Test
    void aRowIsAWholeNumberOfBlocks() {
        assertThat(TensorType.Q4_K.bytes(List.of(288L, 2L))).isEmpty();
        assertThat(TensorType.Q8_0.bytes(List.of(288L, 2L))).hasValue(612);
        assertThat(TensorType.F32.bytes(List.of())).hasValue(4);
    }

    @Test
    void aSizeBeyondALongIsRefused() {
        assertThat(TensorType.F32.bytes(List.of(1L << 40, 1L << 40))).isEmpty();
    }
}
