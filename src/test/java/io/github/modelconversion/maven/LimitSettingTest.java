package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.Metric;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSettingTest {

    private static final Limit NMSE = new Limit(Metric.NMSE, Limit.Bound.MAX, 1e-2, Limit.Origin.DEFAULT);
    private static final Limit COSINE =
            new Limit(Metric.COSINE_SIMILARITY, Limit.Bound.MIN, 0.95, Limit.Origin.DEFAULT);

    @Test
    void logitsAreBoundedByTheirNmseAndEmbeddingsByTheirCosineUnlessThatIsSet() throws MojoExecutionException {
        assertThat(limits(OutputKind.LOGITS, null, null)).containsExactly(NMSE);
        assertThat(limits(OutputKind.EMBEDDINGS, null, null)).containsExactly(COSINE);
        assertThat(limits(OutputKind.LOGITS, "1e-4", "1")).containsExactly(nmse(1e-4), cosine(1));
        assertThat(limits(OutputKind.EMBEDDINGS, null, "0.7")).containsExactly(cosine(0.7));
    }

    @Test
    void aLimitOnAnotherMetricComesOnTopOfTheDefault() throws MojoExecutionException {
        assertThat(limits(OutputKind.LOGITS, null, "0.99")).containsExactly(NMSE, cosine(0.99));
        assertThat(limits(OutputKind.EMBEDDINGS, "0.5", null)).containsExactly(COSINE, nmse(0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.5", "1.0001", "NaN", "high", "95%"})
    void aShareIsAboveZeroAndAtMostOne(String value) {
        assertThatThrownBy(() -> limits(OutputKind.LOGITS, null, value))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'minCosineSimilarity' (-Dnmse.minCosineSimilarity): '" + value
                        + "'. Expected a number greater than 0 and at most 1, such as 0.95.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "Infinity", "1e999"})
    void anUpperLimitIsFiniteAndAboveZero(String value) {
        assertThatThrownBy(() -> limits(OutputKind.LOGITS, value, null))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'maxNmse' (-Dnmse.maxNmse): '" + value
                        + "'. Expected a finite number greater than 0, such as 1e-2.");
    }

    private static List<Limit> limits(OutputKind kind, @Nullable String maxNmse, @Nullable String minCosine)
            throws MojoExecutionException {
        return LimitSetting.limits(
                kind,
                List.of(
                        new LimitSetting(new Setting("maxNmse", maxNmse), Metric.NMSE, Limit.Bound.MAX),
                        new LimitSetting(
                                new Setting("minCosineSimilarity", minCosine),
                                Metric.COSINE_SIMILARITY,
                                Limit.Bound.MIN)));
    }

    private static Limit nmse(double value) {
        return new Limit(Metric.NMSE, Limit.Bound.MAX, value, Limit.Origin.CONFIGURATION);
    }

    private static Limit cosine(double value) {
        return new Limit(Metric.COSINE_SIMILARITY, Limit.Bound.MIN, value, Limit.Origin.CONFIGURATION);
    }
}
