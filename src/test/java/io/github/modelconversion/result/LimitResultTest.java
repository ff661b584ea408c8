package io.github.modelconversion.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Limit.Bound;
import io.github.modelconversion.result.measurement.Metric;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitResultTest {

    private static double strain(Bound bound, double limit, OptionalDouble measured) {
        return new LimitResult(
                        new Limit(Metric.NMSE, bound, limit, Limit.Origin.DEFAULT), measured, Verdict.NOT_MEASURED)
                .strain();
    }

    /** The fraction of an upper limit that is used; for a lower limit, the fraction of the way from 1 down to it. */
    @ParameterizedTest
    @CsvSource({
        "MAX, 0.5, 0.125, 0.25",
        "MAX, 0.5, 1, 2",
        "MAX, 0.5, 0, 0",
        "MIN, 0.75, 1, 0",
        "MIN, 0.75, 0.875, 0.5",
        "MIN, 0.75, 0.25, 3",
        "MIN, 1, 1, 0",
        "MIN, 1, 0.5, Infinity"
    })
    void saysHowMuchOfTheLimitIsUsed(Bound bound, double limit, double measured, double used) {
        assertThat(strain(bound, limit, OptionalDouble.of(measured))).isEqualTo(used);
    }

    /** Noise can make the divergence of a baseline, and so its limit, 0 or negative. */
    @ParameterizedTest
    @CsvSource({"MAX, 0.5, true", "MAX, 0, false", "MAX, -0.5, false", "MIN, 0, true", "MIN, -0.5, true"})
    void onlyAPositiveUpperLimitHasAShare(Bound bound, double limit, boolean hasShare) {
        Limit given = new Limit(Metric.MEAN_KL_DIVERGENCE, bound, limit, Limit.Origin.BASELINE);

        assertThat(given.hasShares()).isEqualTo(hasShare);
        assertThat(new LimitResult(given, OptionalDouble.of(-0.75), Verdict.PASS)
                        .used()
                        .isPresent())
                .isEqualTo(hasShare);
    }

    @Test
    void anUnmeasuredLimitIsFullyUsed() {
        assertThat(strain(Bound.MAX, 0.5, OptionalDouble.empty())).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(strain(Bound.MIN, 0.5, OptionalDouble.empty())).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
