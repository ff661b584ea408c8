package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Percentile;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The statistics that llama-perplexity would print for two runs, as log lines. */
final class KldLines {

    private static final double PERCENT = 100;

    private KldLines() {}

    static List<Fact> of(KldStatistics statistics, OptionalDouble logProbabilityNmse) {
        Distribution divergences = statistics.divergences().klDivergences();
        return List.of(
                line(
                        "KL divergence",
                        "mean %s nats over %d rows",
                        of(statistics.divergences().klDivergence(), 1),
                        statistics.rows()),
                line(
                        "",
                        "largest %.6f at row %d, p99.9 %.6f, p99 %.6f, p95 %.6f, p90 %.6f, median %.6f",
                        divergences.at(Percentile.MAXIMUM),
                        statistics.divergences().worstRow(),
                        divergences.at(Percentile.P999),
                        divergences.at(Percentile.P99),
                        divergences.at(Percentile.P95),
                        divergences.at(Percentile.P90),
                        divergences.at(Percentile.MEDIAN)),
                line("Same top p", "%s %%", of(statistics.sameTop(), PERCENT)),
                line(
                        "Delta p",
                        "mean %s %%, RMS %s %%",
                        of(statistics.nextToken().deltaP(), PERCENT),
                        of(statistics.nextToken().rmsDeltaP(), PERCENT)),
                line(
                        "Perplexity",
                        "reference %s, test %s",
                        of(statistics.perplexities().referencePerplexity(), 1),
                        of(statistics.perplexities().testPerplexity(), 1)),
                line(
                        "Perplexity ratio",
                        "%s, its logarithm %s, correlation %s",
                        of(statistics.perplexities().perplexityRatio(), 1),
                        of(statistics.perplexities().lnPerplexityRatio(), 1),
                        figure(statistics.perplexities().lossCorrelation())),
                line("NMSE of log p", "%s (not that of logits)", figure(logProbabilityNmse)));
    }

    private static Fact line(String label, String format, Object... arguments) {
        return new Fact(label, String.format(Locale.ROOT, format, arguments));
    }

    private static String of(Estimate estimate, double factor) {
        String value = Figures.decimal(factor * estimate.value());
        return estimate.uncertainty().isPresent()
                ? value + " +- "
                        + Figures.decimal(factor * estimate.uncertainty().getAsDouble())
                : value;
    }

    private static String figure(OptionalDouble value) {
        return value.isPresent() ? Figures.decimal(value.getAsDouble()) : "not measured";
    }
}
