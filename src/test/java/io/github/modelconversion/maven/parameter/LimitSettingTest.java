package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSettingTest {

    @Test
    void aSettingLimitsItsMetricOnlyIfItIsSet() throws MojoExecutionException {
        assertThat(most("1e-4").limit())
                .hasValue(new Limit(Metric.NMSE, Limit.Bound.MAX, 1e-4, Limit.Origin.CONFIGURATION));
        assertThat(least("1").limit())
                .hasValue(new Limit(Metric.COSINE_SIMILARITY, Limit.Bound.MIN, 1, Limit.Origin.CONFIGURATION));
        assertThat(most(null).limit()).isEmpty();
        assertThat(least(" ").limit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.5", "1.0001", "NaN", "high", "95%"})
    void aFractionIsAboveZeroAndAtMostOne(String value) {
        assertThatThrownBy(() -> least(value).limit())
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'minCosineSimilarity' (-Dnmse.minCosineSimilarity): '" + value
                        + "'. Expected a number greater than 0 and at most 1, such as 0.95.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "Infinity", "1e999"})
    void anUpperLimitIsFiniteAndAboveZero(String value) {
        assertThatThrownBy(() -> most(value).limit())
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'maxNmse' (-Dnmse.maxNmse): '" + value
                        + "'. Expected a finite number greater than 0, such as 1e-2.");
    }

    private static LimitSetting most(@Nullable String value) {
        return new LimitSetting(new Setting("maxNmse", value), Metric.NMSE);
    }

    private static LimitSetting least(@Nullable String value) {
        return new LimitSetting(new Setting("minCosineSimilarity", value), Metric.COSINE_SIMILARITY);
    }
}
