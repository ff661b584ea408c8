package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The statistics that llama-perplexity would print for two runs, as log lines. */
final class KldLines {

    private static final double PERCENT = 100;

    private KldLines() {}

    static List<Fact> of(KldStatistics statistics, OptionalDouble logProbabilityNmse) {
        Distribution divergences = statistics.divergences();
        return List.of(
                line("KL divergence", "mean %s nats over %d rows", of(statistics.divergence(), 1), statistics.rows()),
                line(
                        "",
                        "largest %.6f at row %d, p99.9 %.6f, p99 %.6f, p95 %.6f, p90 %.6f, median %.6f",
                        divergences.maximum(),
                        statistics.worstRow(),
                        divergences.p999(),
                        divergences.p99(),
                        divergences.p95(),
                        divergences.p90(),
                        divergences.median()),
                line("Same top p", "%s %%", of(statistics.sameTop(), PERCENT)),
                line(
                        "Delta p",
                        "mean %s %%, RMS %s %%",
                        of(statistics.deltaP(), PERCENT),
                        of(statistics.rmsDeltaP(), PERCENT)),
                line(
                        "Perplexity",
                        "reference %s, test %s",
                        of(statistics.referencePerplexity(), 1),
                        of(statistics.testPerplexity(), 1)),
                line(
                        "Perplexity ratio",
                        "%s, its logarithm %s, correlation %s",
                        of(statistics.perplexityRatio(), 1),
                        of(statistics.lnPerplexityRatio(), 1),
                        figure(statistics.lossCorrelation())),
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
