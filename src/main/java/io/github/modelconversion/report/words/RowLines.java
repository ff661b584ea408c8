package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.result.row.RowFigures;
import java.util.ArrayList;
import java.util.List;

/** The figures measured per row, as log lines. */
public final class RowLines {

    private RowLines() {}

    public static List<Fact> of(Comparison comparison) {
        Metrics metrics = comparison.metrics();
        RowFigures rows = comparison.rows();
        if (rows.worst().isEmpty()) {
            return List.of();
        }
        boolean several = comparison.positions() > 1;
        RowFigure worst = rows.worst().get(0);
        List<Fact> lines = new ArrayList<>();
        if (metrics.value(Metric.MEAN_KL_DIVERGENCE).isPresent()) {
            lines.add(new Fact(
                    "KL divergence",
                    divergence(metrics, worst, several)
                            + (several ? comparison.subject().pooling().where(worst.position()) : "")));
            if (worst.tokens().isPresent()) {
                lines.add(new Fact(
                        "Top-1, top-10", choices(metrics, worst.tokens().get(), several)));
            }
        }
        if (metrics.value(Metric.COSINE_SIMILARITY).isPresent()) {
            lines.add(new Fact("Cosine similarity", similarity(metrics, several)));
        }
        return lines;
    }

    private static String divergence(Metrics metrics, RowFigure worst, boolean several) {
        String mean = scientific(metrics, Metric.MEAN_KL_DIVERGENCE);
        return several
                ? "mean " + mean + ", median " + scientific(metrics, Metric.MEDIAN_KL_DIVERGENCE) + ", p99 "
                        + scientific(metrics, Metric.P99_KL_DIVERGENCE) + ", largest "
                        + scientific(metrics, Metric.MAX_KL_DIVERGENCE) + " nats at position " + worst.position()
                : mean + " nats";
    }

    private static String choices(Metrics metrics, RowFigure.TopTokens worst, boolean several) {
        double agreement = metrics.value(Metric.TOP1_AGREEMENT).orElseThrow();
        String overlap =
                Figures.percent(metrics.value(Metric.TOP10_OVERLAP).orElseThrow()) + " of the ten largest shared";
        String reference = Figures.entry(worst.referenceTop1(), worst.referenceTop1Token());
        String sameChoice = agreement == 1
                ? "same top-1 token (" + reference + ")"
                : "top-1 token differs (" + reference + ", test "
                        + Figures.entry(worst.testTop1(), worst.testTop1Token()) + ")";
        return (several ? "same top-1 token in " + Figures.percent(agreement) + " of the positions" : sameChoice) + ", "
                + overlap;
    }

    private static String similarity(Metrics metrics, boolean several) {
        String mean = Figures.decimal(metrics.value(Metric.COSINE_SIMILARITY).orElseThrow());
        return several
                ? "mean " + mean + ", lowest "
                        + Figures.decimal(
                                metrics.value(Metric.LOWEST_COSINE_SIMILARITY).orElseThrow())
                : mean;
    }

    private static String scientific(Metrics metrics, Metric metric) {
        return Figures.scientific(metrics.value(metric).orElseThrow());
    }
}
