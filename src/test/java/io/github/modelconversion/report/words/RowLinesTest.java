package io.github.modelconversion.report.words;

import static io.github.modelconversion.report.ComparisonFixture.passing;
import static io.github.modelconversion.report.ComparisonFixture.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.ComparisonFixture;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Source;
import io.github.modelconversion.result.row.RowFigure;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowLinesTest {

    private static final Source THREE_ROWS = source("a.npy", Format.of(Container.NPY, ElementType.FLOAT32), 3L, 4L);

    private static ComparisonFixture withDivergence(double top1Agreement) {
        return passing()
                .withMetric(Metric.MEAN_KL_DIVERGENCE, 1.25e-3)
                .withMetric(Metric.MEDIAN_KL_DIVERGENCE, 1e-3)
                .withMetric(Metric.P99_KL_DIVERGENCE, 0.25)
                .withMetric(Metric.MAX_KL_DIVERGENCE, 0.5)
                .withMetric(Metric.TOP1_AGREEMENT, top1Agreement)
                .withMetric(Metric.TOP10_OVERLAP, 0.9);
    }

    private static ComparisonFixture withSimilarity(ComparisonFixture fixture) {
        return fixture.withMetric(Metric.COSINE_SIMILARITY, 0.9995).withMetric(Metric.LOWEST_COSINE_SIMILARITY, 0.875);
    }

    private static RowFigure worst(long testChoice) {
        return new RowFigure(2, Optional.of(new RowFigure.TopTokens(0.5, 42, testChoice)), 0.875, 0.01);
    }

    @ParameterizedTest
    @CsvSource({"1, 42, same top-1 token (42)", "0, 7, 'top-1 token differs (42, test 7)'"})
    void aSingleRowShowsItsDivergenceAndItsTop1Tokens(double agreement, long testChoice, String choice) {
        ComparisonFixture fixture = withSimilarity(withDivergence(agreement)).withRows(worst(testChoice));

        assertThat(RowLines.of(fixture.comparison()))
                .containsExactly(
                        new Fact("KL divergence", "1.250000e-03 nats"),
                        new Fact("Top-1, top-10", choice + ", 90.00 % of the ten largest shared"),
                        new Fact("Cosine similarity", "0.999500"));
    }

    @Test
    void severalRowsShowTheirDistributionAndTheWorstPosition() {
        ComparisonFixture fixture =
                withSimilarity(withDivergence(2.0 / 3)).withRows(worst(7)).withSources(THREE_ROWS, THREE_ROWS);

        assertThat(RowLines.of(fixture.comparison()))
                .containsExactly(
                        new Fact(
                                "KL divergence",
                                "mean 1.250000e-03, median 1.000000e-03, p99 2.500000e-01, largest 5.000000e-01 nats at"
                                        + " position 2"),
                        new Fact(
                                "Top-1, top-10",
                                "same top-1 token in 66.67 % of the positions, 90.00 % of the ten largest shared"),
                        new Fact("Cosine similarity", "mean 0.999500, lowest 0.875000"));
    }

    @Test
    void onlyMeasuredFiguresHaveALine() {
        assertThat(RowLines.of(withDivergence(1).withRows(worst(42)).comparison()))
                .extracting(Fact::label)
                .containsExactly("KL divergence", "Top-1, top-10");
        assertThat(RowLines.of(withSimilarity(passing()).withRows(worst(42)).comparison()))
                .containsExactly(new Fact("Cosine similarity", "0.999500"));
        assertThat(RowLines.of(withSimilarity(withDivergence(1)).comparison())).isEmpty();
    }
}
