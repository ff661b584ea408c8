package io.github.modelconversion.result.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizationTest {

    @ParameterizedTest
    @CsvSource({
        "tiny-Q4_K_M, Q4_K_M",
        "tiny.Q4_K_M, Q4_K_M",
        "tiny-q8_0, Q8_0",
        "tiny-f16, F16",
        "tiny-bf16, BF16",
        "tiny-Q2_K, Q2_K",
        "tiny-Q2_K_S, Q2_K_S",
        "tiny-IQ4_XS-00001-of-00003, IQ4_XS",
        "tiny-Q8_0-v2.Q4_0, Q4_0"
    })
    void aNameEndsInItsType(String name, Quantization type) {
        assertThat(Quantization.ofName(name)).hasValue(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tiny", "tinyQ8_0", "tiny-Q8_0-all", "tiny_Q8_0", "Q8_0", "tiny-UD-Q4_K_XL", "tiny-Q8_0-1-of-3"})
    void aNameWithoutATypeHasNone(String name) {
        assertThat(Quantization.ofName(name)).isEmpty();
    }

    @Test
    void theNumbersAreThoseOfLlamaCpp() {
        assertThat(Quantization.ofFileType(OptionalLong.of(0))).hasValue(Quantization.F32);
        assertThat(Quantization.ofFileType(OptionalLong.of(1024 + 18))).hasValue(Quantization.Q6_K);
        assertThat(Quantization.ofFileType(OptionalLong.of(4))).isEmpty();
        assertThat(Quantization.ofFileType(OptionalLong.empty())).isEmpty();
    }

    @Test
    void onlyPlainNumbersAreFloats() {
        assertThat(Quantization.values())
                .filteredOn(Quantization::isFloat)
                .containsExactly(Quantization.F32, Quantization.F16, Quantization.BF16);
    }

    @Test
    void aNameIsReadInAnyCase() {
        assertThat(Quantization.named(" q4_k_m ")).hasValue(Quantization.Q4_K_M);
        assertThat(Quantization.named("Q4KM")).isEqualTo(Optional.empty());
        assertThat(Quantization.names()).startsWith("F32, F16, BF16, Q8_0, ").endsWith("TQ2_0");
    }

    @Test
    void weightsFitIfOneHasTheTypeOrItsFallback() {
        assertThat(Quantization.Q4_K_M.fits(Set.of(TensorType.Q4_K, TensorType.Q6_K)))
                .isTrue();
        assertThat(Quantization.Q4_K_M.fits(Set.of(TensorType.Q5_0))).isTrue();
        assertThat(Quantization.Q4_K_M.fits(Set.of(TensorType.F16))).isFalse();
        assertThat(Quantization.BF16.fits(Set.of(TensorType.BF16, TensorType.F32)))
                .isTrue();
        assertThat(Quantization.F16.fits(Set.of(TensorType.F16, TensorType.Q4_0)))
                .isFalse();
        assertThat(Quantization.F16.fits(Set.of())).isTrue();
    }
}
