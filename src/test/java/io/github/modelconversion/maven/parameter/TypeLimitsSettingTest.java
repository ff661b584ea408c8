package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Quantization;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeLimitsSettingTest {

    @ParameterizedTest
    @ValueSource(strings = {"Q4_K_M=3e-2,Q8_0=1e-3", " q4_k_m = 0.03 , q8_0=0.001 ", "Q8_0=1e-3,Q4_K_M=3e-2"})
    void pairsAreReadFromTheProperty(String pairs) throws Exception {
        assertThat(limits(Map.of(), pairs))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Quantization.Q4_K_M, 0.03, Quantization.Q8_0, 0.001));
    }

    @Test
    void theMapOfThePomBeatsTheProperty() throws Exception {
        assertThat(limits(Map.of("Q4_0", "0.5"), "Q8_0=1e-3")).containsExactly(Map.entry(Quantization.Q4_0, 0.5));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void anUnsetPropertyLimitsNothing(String nothing) throws Exception {
        assertThat(limits(Map.of(), nothing)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Q4_K_M",
                "3e-2",
                "Q4_K_M=1=2",
                "Q4_K_M:3e-2",
                "Q4_K_M=1,",
                ",Q4_K_M=1",
                "Q4_K_M=1;Q8_0=2",
                "Q8_0=1,Q8_0=2"
            })
    void anythingButPairsIsRefusedWithAnExample(String malformed) {
        assertThatThrownBy(() -> limits(Map.of(), malformed))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("'limit'", "-Dnmse.limit", malformed, "Q4_K_M=3e-2,Q8_0=1e-3");
    }

    @ParameterizedTest
    @CsvSource({"Q9_K=1, Q9_K", "=1, ''"})
    void anUnknownTypeIsRefusedWithTheKnownOnes(String pairs, String type) {
        assertThatThrownBy(() -> limits(Map.of(), pairs))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("'limit'", "'" + type + "'", "Q4_K_M", "IQ2_XXS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q4_K_M=", "Q4_K_M=0", "Q4_K_M=-1", "Q4_K_M=NaN", "Q4_K_M=much"})
    void aNumberThatCannotBeALimitIsRefused(String pairs) {
        assertThatThrownBy(() -> limits(Map.of(), pairs))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("'limit'", "a finite number greater than 0, such as 1e-2");
    }

    @Test
    void aTypeInTwoSpellingsIsRefused() {
        assertThatThrownBy(() -> limits(Map.of("q4_0", "0.5", "Q4_0", "0.4"), ""))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("'limit'", "Q4_0", "two");
    }

    private static Map<Quantization, Double> limits(Map<String, String> pom, String property)
            throws MojoExecutionException {
        return new TypeLimitsSetting("limit", Metric.NMSE, pom, property).limits();
    }
}
