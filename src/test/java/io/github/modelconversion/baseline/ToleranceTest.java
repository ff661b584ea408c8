package io.github.modelconversion.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceTest {

    private static final Tolerance USUAL = new Tolerance(0.10, 1e-9);

    @ParameterizedTest
    @CsvSource({
        // recorded · 1.1 plus one unit in the sixth digit
        "0.00002, 0.1, 1e-9, 0.0000220001",
        "0.00002, 0, 0, 0.0000200001",
        // A tiny error may grow by the absolute amount.
        "2e-10, 0.1, 1e-9, 1.20001e-9",
        "0, 0.1, 1e-9, 1.00001e-9",
        // Only 0 is below this.
        "0, 0, 0, 4.9e-324",
        "1e300, 1e30, 0, 1.7976931348623157e308"
    })
    void anErrorMayGrowByAFractionOrAnAmount(BigDecimal recorded, double share, double amount, double limit) {
        assertThat(new Tolerance(share, amount).limit(Metric.NMSE, recorded))
                .isEqualTo(new Limit(Metric.NMSE, Limit.Bound.MAX, limit, Limit.Origin.BASELINE));
    }

    @ParameterizedTest
    @CsvSource({
        // 1 - 0.02 · 1.1 minus one unit in the sixth digit of the distance from 1
        "0.98, 0.1, 1e-9, 0.9779999",
        "1, 0.1, 1e-9, 0.99999999899999",
        "1, 0, 0, 1",
        "0.9999999876543, 0, 0, 0.9999999876542"
    })
    void aSimilarityMayFallAsFarAsItsDistanceFromOneMayGrow(
            BigDecimal recorded, double share, double amount, double limit) {
        assertThat(new Tolerance(share, amount).limit(Metric.COSINE_SIMILARITY, recorded))
                .isEqualTo(new Limit(Metric.COSINE_SIMILARITY, Limit.Bound.MIN, limit, Limit.Origin.BASELINE));
    }

    @Test
    void aDivergenceThatNoisePushedBelowZeroHasALimitAboveIt() {
        assertThat(USUAL.limit(Metric.MEAN_KL_DIVERGENCE, new BigDecimal("-0.000009"))
                        .value())
                .isGreaterThan(-0.000009);
    }

    @ParameterizedTest
    @CsvSource({
        "NMSE, 0.00011, 0.0001, false",
        "NMSE, 0.000111, 0.0001, true",
        "NMSE, 1e-9, 0, false",
        "NMSE, 1.1e-9, 0, true",
        "TOP1_AGREEMENT, 0.9, 0.95, true",
        "TOP1_AGREEMENT, 0.9, 0.905, false",
        "TOP1_AGREEMENT, 0.95, 0.9, false"
    })
    void isBetterIfTheRecordedValueWouldNowBeARegression(
            Metric metric, BigDecimal recorded, BigDecimal measured, boolean improved) {
        assertThat(USUAL.isImproved(metric, recorded, measured)).isEqualTo(improved);
    }
}
