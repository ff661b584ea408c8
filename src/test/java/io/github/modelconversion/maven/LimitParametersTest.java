package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.maven.parameter.LimitSetting;
import io.github.modelconversion.result.Limit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parameters that set limits. */
class LimitParametersTest {

    static List<LimitSetting> limits() {
        return new NmseCheckMojo().limits().limits();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void theMetricOfEachParameterCanBeJudged(LimitSetting parameter) {
        Limit limit =
                new Limit(parameter.metric(), Limit.Bound.of(parameter.metric()), 0.5, Limit.Origin.CONFIGURATION);

        assertThatCode(() -> LimitPolicy.of(List.of(limit))).doesNotThrowAnyException();
        assertThat(parameter.setting().name()).startsWith(limit.bound().name().toLowerCase(Locale.ROOT));
    }

    @Test
    void theseAreNotMeasuredOnLogProbabilities() {
        assertThat(new NmseCheckMojo().limits().notOfLogProbabilities())
                .containsExactlyInAnyOrder(
                        "maxNmse",
                        "maxNmseByType",
                        "minTop10Overlap",
                        "minCosineSimilarity",
                        "minLowestCosineSimilarity",
                        "maxAbsoluteError");
    }
}
