package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.plot.PositionRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Draws a figure of the rows by position: mean and largest if a point stands for several rows. */
public final class PositionPlot {

    private static final double BOTTOM = 190;

    /** Most points to mark and to list in a table. */
    private static final int FEW = 64;

    private PositionPlot() {}

    /** Returns the KL divergence by position; empty if none is above 0. */
    public static Optional<Plot> ofDivergences(List<PositionRun> runs) {
        return of(
                "KL divergence by position",
                "KL divergence (nats, log scale)",
                runs,
                PositionRun::meanKlDivergence,
                PositionRun::maxKlDivergence);
    }

    /** Returns the NMSE by position; empty if none is above 0. */
    public static Optional<Plot> ofErrors(List<PositionRun> runs) {
        return of("NMSE by position", "NMSE (log scale)", runs, PositionRun::meanNmse, PositionRun::maxNmse);
    }

    private static Optional<Plot> of(
            String title,
            String unit,
            List<PositionRun> runs,
            Function<PositionRun, OptionalDouble> mean,
            Function<PositionRun, OptionalDouble> largest) {
        double[] shown = runs.stream()
                .flatMapToDouble(run -> DoubleStream.concat(mean.apply(run).stream(), largest.apply(run).stream()))
                .filter(value -> value > 0)
                .sorted()
                .toArray();
        if (shown.length == 0) {
            return Optional.empty();
        }
        long rows = runs.get(runs.size() - 1).to();
        long length = runs.get(0).to() - runs.get(0).from();
        Axis x = Axis.linear(-0.5, rows - 0.5, Chart.LEFT, Chart.RIGHT);
        Axis y = Axis.logarithmic(
                shown[0] / 1.5, Math.min(Double.MAX_VALUE, shown[shown.length - 1] * 1.5), BOTTOM, Chart.TOP);
        String points = length > 1 ? "; a point stands for " + length + " positions" : "";
        Chart chart =
                new Chart(title, title + ", over " + rows + " positions" + points, x, "position" + points, y, unit);
        if (length > 1) {
            draw(chart, runs, largest, x, y, Paint.SECOND);
            chart.legend(Paint.DATA, 1, "mean");
            chart.legend(Paint.SECOND, 1, "largest");
        }
        draw(chart, runs, mean, x, y, Paint.DATA);
        return Optional.of(new Plot(title, chart.svg().end(), table(runs, mean, largest)));
    }

    private static void draw(
            Chart chart,
            List<PositionRun> runs,
            Function<PositionRun, OptionalDouble> figure,
            Axis x,
            Axis y,
            Paint paint) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (PositionRun run : runs) {
            double value = figure.apply(run).orElse(0);
            if (value > 0) {
                double middle = (run.from() + run.to() - 1) / 2.0;
                path.append(drawing ? 'L' : 'M').append(Svg.coordinate(x.at(middle)));
                path.append(' ').append(Svg.coordinate(y.at(value)));
                if (!drawing) {
                    // A point without neighbors is a line of length 0, whose round ends are visible.
                    path.append("h0");
                }
                if (runs.size() <= FEW) {
                    chart.svg().circle(x.at(middle), y.at(value), 2, paint);
                }
            }
            drawing = value > 0;
        }
        chart.svg().curve(path, paint, 1.2);
    }

    private static List<List<String>> table(
            List<PositionRun> runs,
            Function<PositionRun, OptionalDouble> mean,
            Function<PositionRun, OptionalDouble> largest) {
        if (runs.size() > FEW) {
            return List.of();
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("positions from", "to", "mean", "largest"));
        for (PositionRun run : runs) {
            lines.add(List.of(
                    String.valueOf(run.from()),
                    String.valueOf(run.to() - 1),
                    figure(mean.apply(run)),
                    figure(largest.apply(run))));
        }
        return lines;
    }

    private static String figure(OptionalDouble value) {
        return value.isPresent() ? Figures.scientific(value.getAsDouble()) : "\u2013";
    }
}
