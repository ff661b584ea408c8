package io.github.modelconversion.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Better;
import io.github.modelconversion.result.measurement.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedTest {

    private static final Tolerance NONE = new Tolerance(0, 0);

    @ParameterizedTest
    @CsvSource({
        "NMSE, 1.2392147829374e-4, 0.000123921",
        "NMSE, 1.2392157829374e-4, 0.000123922",
        "NMSE, 3.46e-7, 3.46E-7",
        "NMSE, 0, 0",
        "NMSE, 9.9999996e-6, 0.00001",
        "MAX_ABSOLUTE_ERROR, 12345678, 1.23457E+7",
        "MAX_ABSOLUTE_ERROR, 1234567.8, 1234570",
        "MAX_ABSOLUTE_ERROR, 1e20, 1E+20",
        "MEAN_SHIFT, -0.0012345678, -0.00123457",
        "MEAN_SHIFT, -0.0, 0",
        "TOP1_AGREEMENT, 0.977, 0.977",
        "TOP1_AGREEMENT, 1, 1",
        "TOP1_AGREEMENT, 0.6666666666666666, 0.666667",
        // To six digits both would be 1.
        "COSINE_SIMILARITY, 0.9999999876543211, 0.9999999876543",
        "COSINE_SIMILARITY, 0.9999999999999999, 0.999999999999999888978",
        // Rounding pushed it above 1.
        "COSINE_SIMILARITY, 1.0000000000000002, 1",
        "COSINE_SIMILARITY, -0.25, -0.25"
    })
    void keepsSixDigitsOfAnErrorOrOfTheDistanceFromOne(Metric metric, double value, String expected) {
        assertThat(Recorded.of(metric, value)).hasToString(expected);
    }

    @Test
    void theRecordedValuePassesWithoutTolerance() {
        Random random = new Random(1);
        List<Metric> metrics = List.of(Metric.values());
        for (int i = 0; i < 20_000; i++) {
            Metric metric = metrics.get(random.nextInt(metrics.size()));
            double error = random.nextDouble() * Math.pow(10, random.nextInt(24) - 20);
            double value = metric.better() == Better.HIGHER ? 1 - Math.min(error, 2) : error;
            BigDecimal recorded = Recorded.of(metric, value);
            Limit limit = NONE.limit(metric, recorded);

            boolean kept = limit.bound() == Limit.Bound.MAX ? value < limit.value() : value >= limit.value();
            assertThat(kept)
                    .as("%s %s recorded as %s, limit %s", metric, value, recorded, limit.value())
                    .isTrue();
            assertThat(NONE.isImproved(metric, recorded, Recorded.of(metric, value)))
                    .isFalse();
            assertThat(Recorded.of(metric, Double.parseDouble(recorded.toString())))
                    .as("%s read back", metric)
                    .isEqualTo(recorded);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.500001",
        "1.23456, 1.23457",
        "1.234561, 1.23457",
        "9.99999, 10",
        "-0.5, -0.499999",
        "0, 4.9e-324"
    })
    void theNextLargerRecordIsOneUnitOfTheSixthDigitAway(BigDecimal number, double next) {
        assertThat(Recorded.nextAbove(number).doubleValue()).isEqualTo(next);
    }
}
