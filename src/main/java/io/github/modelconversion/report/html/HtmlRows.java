package io.github.modelconversion.report.html;

import io.github.modelconversion.report.plot.HistogramPlot;
import io.github.modelconversion.report.plot.Plot;
import io.github.modelconversion.report.plot.PositionPlot;
import io.github.modelconversion.report.plot.PositionPlot.Level;
import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Percentile;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RowPlots;
import io.github.modelconversion.result.row.RowFigure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the page shows about the rows of a comparison of several rows. */
final class HtmlRows {

    private static final Map<Metric, String> LIMITS_OF_DIVERGENCES =
            Map.of(Metric.MEAN_KL_DIVERGENCE, "limit of the mean", Metric.MAX_KL_DIVERGENCE, "limit of the largest");

    private static final Map<Metric, String> LIMITS_OF_ERRORS = Map.of(
            Metric.NMSE, "limit of all", Metric.P90_ROW_NMSE, "limit of p90", Metric.P999_ROW_NMSE, "limit of p99.9");

    private static final List<Percentile> OF_DIVERGENCES = List.of(
            Percentile.MEDIAN, Percentile.P90, Percentile.P95, Percentile.P99, Percentile.P999, Percentile.MAXIMUM);

    private static final List<Percentile> OF_CHANGES = List.of(
            Percentile.MINIMUM,
            Percentile.P01,
            Percentile.P1,
            Percentile.P5,
            Percentile.MEDIAN,
            Percentile.P95,
            Percentile.P99,
            Percentile.P999,
            Percentile.MAXIMUM);

    private HtmlRows() {}

    /** Returns the plots of the rows. */
    static List<Plot> plots(Comparison comparison, RowPlots rows) {
        List<Plot> plots = new ArrayList<>();
        Optional<KldStatistics> statistics = comparison.statistics();
        PositionPlot.ofDivergences(
                        rows.byPosition(),
                        levels(comparison, Metric.MEAN_KL_DIVERGENCE, "mean", LIMITS_OF_DIVERGENCES),
                        rows.chunkRows(),
                        summary(comparison, rows))
                .ifPresent(plots::add);
        PositionPlot.ofErrors(rows.byPosition(), levels(comparison, Metric.NMSE, "all", LIMITS_OF_ERRORS))
                .ifPresent(plots::add);
        rows.klDivergences()
                .map(histogram -> HistogramPlot.ofDivergences(
                        histogram,
                        statistics.isPresent()
                                ? percentiles(statistics.get().divergences().klDivergences(), OF_DIVERGENCES, 1)
                                        + " nats"
                                : divergences(comparison)))
                .ifPresent(plots::add);
        if (rows.deltaPs().isPresent() && statistics.isPresent()) {
            Distribution changes = statistics.get().nextToken().deltaPs();
            plots.add(HistogramPlot.ofChanges(
                    rows.deltaPs().get(), "In percent: " + percentiles(changes, OF_CHANGES, 100)));
        }
        return plots;
    }

    private static List<Level> levels(Comparison comparison, Metric mean, String name, Map<Metric, String> limitNames) {
        List<Level> levels = new ArrayList<>();
        comparison.metrics().value(mean).ifPresent(value -> levels.add(new Level(name, value, false)));
        for (LimitResult result : comparison.limits()) {
            String limitName = limitNames.get(result.limit().metric());
            if (limitName != null) {
                levels.add(new Level(limitName, result.limit().value(), true));
            }
        }
        return levels;
    }

    /** Returns the figures of the divergences that were measured. */
    private static String divergences(Comparison comparison) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("mean", Metric.MEAN_KL_DIVERGENCE);
        metrics.put("median", Metric.MEDIAN_KL_DIVERGENCE);
        metrics.put("p99", Metric.P99_KL_DIVERGENCE);
        metrics.put("largest", Metric.MAX_KL_DIVERGENCE);
        List<String> figures = new ArrayList<>();
        for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
            OptionalDouble value = comparison.metrics().value(metric.getValue());
            value.ifPresent(figure -> figures.add(metric.getKey() + " " + Figures.brief(figure)));
        }
        return String.join(", ", figures) + (figures.isEmpty() ? "" : " nats");
    }

    /** Returns the figures of the divergences, and the number of positions with another top-1 token. */
    static String summary(Comparison comparison, RowPlots rows) {
        return Stream.of(divergences(comparison), flips(rows))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String flips(RowPlots rows) {
        boolean known = rows.byPosition().stream().allMatch(run -> run.flips().isPresent());
        long flips = rows.byPosition().stream()
                .mapToLong(run -> run.flips().orElse(0))
                .sum();
        PositionRun last = rows.byPosition().get(rows.byPosition().size() - 1);
        return known ? "another top-1 token at " + flips + " of " + last.to() + " positions" : "";
    }

    private static String percentiles(Distribution distribution, List<Percentile> percentiles, double factor) {
        List<String> figures = new ArrayList<>();
        for (Percentile percentile : percentiles) {
            figures.add(name(percentile) + " " + Figures.brief(factor * distribution.at(percentile)));
        }
        return String.join(", ", figures);
    }

    private static String name(Percentile percentile) {
        return switch (percentile) {
            case MINIMUM -> "smallest";
            case MAXIMUM -> "largest";
            case MEDIAN -> "median";
            case P999 -> "p99.9";
            case P01 -> "p0.1";
            default -> percentile.key();
        };
    }

    /**
     * Returns the heading and the figures of the worst rows.
     *
     * @param prompt the texts of the tokens at the first positions
     */
    static List<List<String>> worst(List<RowFigure> rows, List<String> prompt) {
        boolean tokens = rows.get(0).tokens().isPresent();
        List<List<String>> table = new ArrayList<>();
        List<String> heading = new ArrayList<>(
                tokens
                        ? List.of("position", "KL divergence", "top-1 of reference", "of test", "cosine", "NMSE")
                        : List.of("position", "cosine", "NMSE"));
        if (!prompt.isEmpty()) {
            heading.add(1, "after");
        }
        table.add(heading);
        for (RowFigure row : rows) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(row.position())));
            if (!prompt.isEmpty()) {
                cells.add(row.position() < prompt.size() ? "\"" + prompt.get((int) row.position()) + "\"" : "");
            }
            row.tokens().ifPresent(figures -> {
                cells.add(Figures.brief(figures.klDivergence()));
                cells.add(Figures.entry(figures.referenceTop1(), figures.referenceTop1Token()));
                cells.add(Figures.entry(figures.testTop1(), figures.testTop1Token()));
            });
            cells.add(Double.isNaN(row.cosineSimilarity()) ? "-" : Figures.decimal(row.cosineSimilarity()));
            cells.add(Double.isNaN(row.nmse()) ? "-" : Figures.brief(row.nmse()));
            table.add(cells);
        }
        return table;
    }
}
