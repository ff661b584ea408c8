package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.plot.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Draws the number of figures in each bin as a bar. */
public final class HistogramPlot {

    private static final double BOTTOM = 190;

    /** Start of the axis of counts, below 1 so that a bar of one is visible. */
    private static final double BELOW_ONE = 0.6;

    private HistogramPlot() {}

    /** Draws errors on a linear axis; the axis of counts is logarithmic, so that single outliers are visible. */
    public static Plot ofErrors(Histogram errors) {
        List<Double> edges = errors.edges();
        Axis x = Axis.linear(edges.get(0), edges.get(edges.size() - 1), Chart.LEFT, Chart.RIGHT);
        Axis y = Axis.logarithmic(BELOW_ONE, 1.3 * most(errors), BOTTOM, Chart.TOP);
        String title = "Errors";
        Chart chart = new Chart(
                title,
                "Histogram of the errors, test minus reference, from " + Figures.shortest(x.from()) + " to "
                        + Figures.shortest(x.to()),
                x,
                "error (test \u2212 reference)",
                y,
                "pairs (log scale)");
        chart.svg().area(bars(edges, errors.counts(), x, y), Paint.DATA, 1);
        chart.svg().line(x.at(0), Chart.TOP, x.at(0), BOTTOM, Paint.TEXT, 1, true);
        return new Plot(title, chart.svg().end(), table(errors, "error", "pairs"));
    }

    /**
     * Draws changes of the next token's probability; the axis of counts is logarithmic, so that rare large ones are visible.
     *
     * @param numbers the most important numbers
     */
    public static Plot ofChanges(Histogram changes, String numbers) {
        List<Double> edges = changes.edges();
        Axis x = Axis.linear(edges.get(0), edges.get(edges.size() - 1), Chart.LEFT, Chart.RIGHT);
        Axis y = Axis.logarithmic(BELOW_ONE, 1.3 * most(changes), BOTTOM, Chart.TOP);
        String title = "Changes of the next token's probability";
        Chart chart = new Chart(
                title,
                "Histogram of the changes of the next token's probability, test minus reference, from "
                        + Figures.shortest(x.from()) + " to " + Figures.shortest(x.to()),
                x,
                "delta p (test \u2212 reference)",
                y,
                "positions (log scale)");
        chart.svg().area(bars(edges, changes.counts(), x, y), Paint.DATA, 1);
        chart.svg().line(x.at(0), Chart.TOP, x.at(0), BOTTOM, Paint.TEXT, 1, true);
        return new Plot(title, chart.svg().end(), numbers, table(changes, "delta p", "positions"));
    }

    /** Draws divergences without a line of numbers. */
    static Plot ofDivergences(Histogram divergences) {
        return ofDivergences(divergences, "");
    }

    /**
     * Draws divergences on an axis where bins between powers of two are equally wide.
     *
     * @param numbers the most important numbers
     */
    public static Plot ofDivergences(Histogram divergences, String numbers) {
        List<Double> edges = new ArrayList<>(divergences.edges());
        if (edges.get(0) <= 0) {
            // Lower values share one bar next to the axis.
            edges.set(0, edges.get(1) / 2);
        }
        Axis x = Axis.logarithmic(edges.get(0), edges.get(edges.size() - 1), Chart.LEFT, Chart.RIGHT);
        Axis y = Axis.linear(0, 1.05 * most(divergences), BOTTOM, Chart.TOP);
        String title = "KL divergences";
        Chart chart = new Chart(
                title,
                "Histogram of the KL divergences of the positions between powers of two, up to "
                        + Figures.shortest(x.to()) + " nats",
                x,
                "KL divergence (nats, log scale)",
                y,
                "positions");
        chart.svg().area(bars(edges, divergences.counts(), x, y), Paint.DATA, 1);
        return new Plot(title, chart.svg().end(), numbers, table(divergences, "KL divergence (nats)", "positions"));
    }

    private static double most(Histogram histogram) {
        return Collections.max(histogram.counts());
    }

    private static String bars(List<Double> edges, List<Long> counts, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0) {
                path.append('M').append(Svg.coordinate(x.at(edges.get(i)))).append(' ');
                path.append(Svg.coordinate(y.start()));
                path.append('V').append(Svg.coordinate(y.at(counts.get(i))));
                path.append('H').append(Svg.coordinate(x.at(edges.get(i + 1))));
                path.append('V').append(Svg.coordinate(y.start())).append('Z');
            }
        }
        return path.toString();
    }

    private static List<List<String>> table(Histogram histogram, String figure, String counted) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(figure + " from", "to below", counted));
        for (int i = 0; i < histogram.counts().size(); i++) {
            if (histogram.counts().get(i) > 0) {
                lines.add(List.of(
                        Figures.shortest(histogram.edges().get(i)),
                        Figures.shortest(histogram.edges().get(i + 1)),
                        String.valueOf(histogram.counts().get(i))));
            }
        }
        return lines;
    }
}
