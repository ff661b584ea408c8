package io.github.modelconversion.baseline;

import static io.github.modelconversion.baseline.ComparisonFixture.baseline;
import static io.github.modelconversion.baseline.ComparisonFixture.comparison;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final List<String> HEADING = List.of("variant", "prompt", "before", "now", "change", "metric");

    @Test
    void hasARowForEachMetricThatImprovedOrWorsened() {
        Baseline before = baseline(comparison(
                "a",
                Map.of(
                        Metric.NMSE, 1e-4,
                        Metric.MSE, 1.0,
                        Metric.MAX_ABSOLUTE_ERROR, 2.0,
                        Metric.MEAN_ABSOLUTE_ERROR, 0.0,
                        Metric.TOP1_AGREEMENT, 0.98)));
        Baseline now = baseline(comparison(
                "a",
                Map.of(
                        Metric.NMSE, 1.25e-4,
                        Metric.MSE, 2.0,
                        Metric.MAX_ABSOLUTE_ERROR, 2.0,
                        Metric.MEAN_ABSOLUTE_ERROR, 0.1,
                        Metric.TOP1_AGREEMENT, 0.99,
                        Metric.TOP10_OVERLAP, 0.5)));

        assertThat(Changes.between(before, now))
                .containsExactly(
                        HEADING,
                        List.of("a", "data", "0.0001", "0.000125", "+25.0 % worse", "NMSE"),
                        List.of("a", "data", "0", "0.1", "worse", "mean absolute error"),
                        List.of("a", "data", "0.98", "0.99", "-50.0 % better", "top-1 agreement"),
                        List.of("a", "data", "-", "0.5", "new", "top-10 overlap"));
    }

    @Test
    void aNewOrRemovedComparisonHasOneRow() {
        Map<Metric, Double> metrics = Map.of(Metric.NMSE, 1e-4, Metric.MAX_ABSOLUTE_ERROR, 2.0);

        assertThat(Changes.between(baseline(comparison("a", metrics)), baseline(comparison("b", metrics))))
                .containsExactly(
                        HEADING,
                        List.of("a", "data", "0.0001", "-", "gone", "NMSE"),
                        List.of("b", "data", "-", "0.0001", "new", "NMSE"));
    }

    @Test
    void aReplacedReferenceIsReported() {
        Map<Metric, Double> metrics = Map.of(Metric.NMSE, 1e-4);
        Baseline now = baseline(comparison("data", "a", OutputKind.LOGITS, "11111111", Optional.empty(), metrics));

        assertThat(Changes.between(baseline(comparison("a", metrics)), now))
                .containsExactly(HEADING, List.of("a", "data", "0a1b2c3d", "11111111", "replaced", "reference"));
    }

    @Test
    void onlyTheHeadingRemainsIfNothingChanged() {
        Baseline same = baseline(comparison("a", Map.of(Metric.NMSE, 1e-4)));

        assertThat(Changes.between(same, same)).containsExactly(HEADING);
    }
}
