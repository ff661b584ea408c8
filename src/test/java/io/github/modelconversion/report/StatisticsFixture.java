package io.github.modelconversion.report;

import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Percentile;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The statistics that llama-perplexity would print for two runs. */
public final class StatisticsFixture {

    private static final Distribution DIVERGENCES =
            distribution(1.5, 0.9, 0.5, 0.25, 0.125, 0.1, 0.0625, 0.05, 0.04, 0.03, 0.02, 0.01, 0);

    private static final Distribution DELTA_PS =
            distribution(0.75, 0.5, 0.25, 0.125, 0.1, 0.05, -0.01, -0.05, -0.1, -0.125, -0.25, -0.5, -0.75);

    private StatisticsFixture() {}

    private static Distribution distribution(double... figures) {
        Map<Percentile, Double> all = new EnumMap<>(Percentile.class);
        Arrays.stream(Percentile.values()).forEach(percentile -> all.put(percentile, figures[all.size()]));
        return new Distribution(all);
    }

    private static Estimate estimate(double value, double uncertainty) {
        return new Estimate(value, OptionalDouble.of(uncertainty));
    }

    private static Estimate estimate(double value) {
        return new Estimate(value, OptionalDouble.empty());
    }

    /** Returns complete statistics. */
    public static KldStatistics whole() {
        return new KldStatistics(
                128,
                new KldStatistics.Divergences(estimate(0.0125, 0.00025), DIVERGENCES, 77),
                new KldStatistics.NextToken(estimate(-0.0125, 0.0005), estimate(0.03, 0.00125), DELTA_PS),
                estimate(0.875, 0.03125),
                new KldStatistics.Perplexities(
                        estimate(10.5, 0.25),
                        estimate(10.75, 0.375),
                        estimate(0.0235, 0.0019),
                        estimate(1.0238, 0.002),
                        estimate(0.25, 0.02),
                        OptionalDouble.of(0.998)),
                new KldStatistics.Clipped(0, 0));
    }

    /** Returns statistics of a single row with equal log-probabilities: no uncertainty and no correlation. */
    public static KldStatistics ofOneRow() {
        return new KldStatistics(
                1,
                new KldStatistics.Divergences(estimate(0.0125), DIVERGENCES, 0),
                new KldStatistics.NextToken(estimate(-0.0125), estimate(0.0125), DELTA_PS),
                estimate(1),
                new KldStatistics.Perplexities(
                        estimate(10.5),
                        estimate(10.75),
                        estimate(0.0235),
                        estimate(1.0238),
                        estimate(0.25),
                        OptionalDouble.empty()),
                new KldStatistics.Clipped(0, 0));
    }
}
