package io.github.modelconversion.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.modelconversion.judge.LimitPolicy.Standard;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Limit.Bound;
import io.github.modelconversion.result.Limit.Origin;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitPolicyTest {

    private static final Limit NMSE = new Limit(Metric.NMSE, Bound.MAX, 1e-2, Origin.DEFAULT);
    private static final Limit COSINE = new Limit(Metric.COSINE_SIMILARITY, Bound.MIN, 0.95, Origin.DEFAULT);
    private static final Limit LOWEST_COSINE =
            new Limit(Metric.LOWEST_COSINE_SIMILARITY, Bound.MIN, 0.8, Origin.DEFAULT);
    private static final Limit CONFIGURED = new Limit(Metric.NMSE, Bound.MAX, 5e-3, Origin.CONFIGURATION);
    private static final Map<Metric, Map<Quantization, Double>> BY_TYPE =
            Map.of(Metric.NMSE, Map.of(Quantization.Q4_K_M, 3e-2));

    private static List<Limit> limits(LimitPolicy policy, Quantization type) {
        return policy.limits(OutputKind.LOGITS, Optional.of(type));
    }

    @Test
    void byDefaultTheNmseLimitsLogitsAndTheCosineEmbeddings() {
        LimitPolicy policy = LimitPolicy.of(List.of());

        assertThat(policy.limits(OutputKind.LOGITS, Optional.empty())).containsExactly(NMSE);
        assertThat(policy.limits(OutputKind.EMBEDDINGS, Optional.empty())).containsExactly(COSINE, LOWEST_COSINE);
    }

    @Test
    void aLimitOnAnotherMetricIsAddedToTheDefault() {
        Limit kl = new Limit(Metric.MEAN_KL_DIVERGENCE, Bound.MAX, 0.1, Origin.CONFIGURATION);

        assertThat(LimitPolicy.of(List.of(kl)).limits(OutputKind.LOGITS, Optional.empty()))
                .containsExactly(NMSE, kl);
        assertThat(LimitPolicy.of(List.of(CONFIGURED)).limits(OutputKind.EMBEDDINGS, Optional.empty()))
                .containsExactly(CONFIGURED, COSINE, LOWEST_COSINE);
    }

    @Test
    void aLimitForTheTypeBeatsOneForAllTypesAndThatBeatsTheRecommendedOne() {
        LimitPolicy policy = new LimitPolicy(List.of(CONFIGURED), BY_TYPE, Standard.RECOMMENDED, Optional.empty());

        assertThat(limits(policy, Quantization.Q4_K_M))
                .startsWith(new Limit(Metric.NMSE, Bound.MAX, 3e-2, Origin.TYPE))
                .extracting(Limit::metric, Limit::origin)
                .containsExactly(
                        tuple(Metric.NMSE, Origin.TYPE),
                        tuple(Metric.CENTERED_NMSE, Origin.RECOMMENDED),
                        tuple(Metric.MEAN_KL_DIVERGENCE, Origin.RECOMMENDED));
        assertThat(limits(policy, Quantization.Q8_0)).startsWith(CONFIGURED);
        assertThat(limits(
                        new LimitPolicy(List.of(), Map.of(), Standard.RECOMMENDED, Optional.empty()), Quantization.F16))
                .containsExactly(
                        new Limit(Metric.NMSE, Bound.MAX, 4.2e-6, Origin.RECOMMENDED),
                        new Limit(Metric.CENTERED_NMSE, Bound.MAX, 4.2e-6, Origin.RECOMMENDED),
                        new Limit(Metric.MEAN_KL_DIVERGENCE, Bound.MAX, 2.3e-4, Origin.RECOMMENDED));
    }

    @Test
    void unknownAndUnmeasuredTypesAreJudgedByTheDefault() {
        LimitPolicy policy = new LimitPolicy(List.of(), BY_TYPE, Standard.RECOMMENDED, Optional.empty());

        assertThat(policy.limits(OutputKind.LOGITS, Optional.empty())).containsExactly(NMSE);
        assertThat(limits(policy, Quantization.IQ1_S)).containsExactly(NMSE);
    }

    @Test
    void noRecommendedLimitIsBelowTheRoundingOfTheReference() {
        LimitPolicy policy = new LimitPolicy(List.of(), Map.of(), Standard.RECOMMENDED, Optional.of(Quantization.BF16));

        assertThat(limits(policy, Quantization.F16).get(0).value())
                .isEqualTo(limits(policy, Quantization.BF16).get(0).value())
                .isEqualTo(1.3e-4);
        assertThat(limits(policy, Quantization.Q8_0).get(0).value()).isEqualTo(2.8e-3);
    }

    @Test
    void recommendedLimitsKeepTheDefaultCosineOfEmbeddings() {
        LimitPolicy policy = new LimitPolicy(List.of(), Map.of(), Standard.RECOMMENDED, Optional.empty());

        assertThat(policy.limits(OutputKind.EMBEDDINGS, Optional.of(Quantization.Q8_0)))
                .containsExactly(
                        new Limit(Metric.NMSE, Bound.MAX, 1.5e-2, Origin.RECOMMENDED),
                        new Limit(Metric.CENTERED_NMSE, Bound.MAX, 1.5e-2, Origin.RECOMMENDED),
                        COSINE,
                        LOWEST_COSINE);
    }

    @Test
    void aMetricThatIsNeverJudgedCannotHaveALimit() {
        Limit variance = new Limit(Metric.REFERENCE_VARIANCE, Bound.MIN, 1, Origin.CONFIGURATION);

        assertThatThrownBy(() -> LimitPolicy.of(List.of(variance)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no limit can be set for REFERENCE_VARIANCE");
    }

    /** The figures of limits.md; no conversion can be more precise than the reference as stored. */
    @Test
    void theLargestUsualNmseIsThatOfTheTypeButAtLeastThatOfTheReference() {
        LimitPolicy ofBfloat16 = LimitPolicy.of(List.of());
        LimitPolicy ofFloat16 = new LimitPolicy(List.of(), Map.of(), Standard.DEFAULT, Optional.of(Quantization.F16));

        assertThat(ofBfloat16.largestUsualNmse(OutputKind.LOGITS, Optional.of(Quantization.Q4_0)))
                .isEqualTo(9.74e-3);
        assertThat(ofBfloat16.largestUsualNmse(OutputKind.LOGITS, Optional.of(Quantization.F32)))
                .isEqualTo(1.01e-5);
        assertThat(ofFloat16.largestUsualNmse(OutputKind.LOGITS, Optional.of(Quantization.F32)))
                .isEqualTo(3.46e-7);
        assertThat(ofFloat16.largestUsualNmse(OutputKind.LOGITS, Optional.empty()))
                .isEqualTo(1e-4);
    }

    @Test
    void aMeanBelowTheDefaultDoesNotLimitSingleEmbeddings() {
        Limit lax = new Limit(Metric.COSINE_SIMILARITY, Bound.MIN, 0.7, Origin.CONFIGURATION);
        Limit strict = new Limit(Metric.COSINE_SIMILARITY, Bound.MIN, 0.99, Origin.CONFIGURATION);
        Limit each = new Limit(Metric.LOWEST_COSINE_SIMILARITY, Bound.MIN, 0.6, Origin.CONFIGURATION);

        assertThat(LimitPolicy.of(List.of(lax)).limits(OutputKind.EMBEDDINGS, Optional.empty()))
                .containsExactly(lax);
        assertThat(LimitPolicy.of(List.of(strict)).limits(OutputKind.EMBEDDINGS, Optional.empty()))
                .containsExactly(strict, LOWEST_COSINE);
        assertThat(LimitPolicy.of(List.of(lax, each)).limits(OutputKind.EMBEDDINGS, Optional.empty()))
                .containsExactly(lax, each);
    }
}
