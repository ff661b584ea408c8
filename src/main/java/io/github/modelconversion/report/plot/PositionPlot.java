package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.plot.Svg.Anchor;
import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.plot.PositionRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Draws a figure of the rows by position: mean and largest if a point stands for several rows. */
public final class PositionPlot {

    private static final double BOTTOM = 190;

    /** Opacity of the ground under the name of a level. */
    private static final double GROUND = 0.8;

    /** Most points to join by lines and to list in a table; more are points around their running median. */
    private static final int FEW = 64;

    /** Points on each side of one whose median is drawn, as a share of all. */
    private static final double NEIGHBORS = 0.03;

    /** Largest factor between a level and the points for which it is drawn: beyond it, the points would be flat. */
    private static final double FAR = 100;

    private PositionPlot() {}

    /**
     * A level to compare points with.
     *
     * @param name its name
     * @param value its value
     * @param isLimit whether it is a limit, not a mean
     */
    public record Level(String name, double value, boolean isLimit) {

        private boolean isNear(double least, double most) {
            return value > 0 && value >= least / FAR && value <= most * FAR;
        }
    }

    /** Returns the KL divergence by position; empty if none is above 0. */
    static Optional<Plot> ofDivergences(List<PositionRun> runs) {
        return ofDivergences(runs, List.of(), OptionalLong.empty(), "");
    }

    /** Returns the NMSE by position; empty if none is above 0. */
    static Optional<Plot> ofErrors(List<PositionRun> runs) {
        return ofErrors(runs, List.of());
    }

    /**
     * Returns the KL divergence by position; empty if none is above 0.
     *
     * @param levels the levels to compare it with
     * @param chunkRows number of rows of each chunk of the text; empty if there are no chunks
     * @param numbers its most important numbers
     */
    public static Optional<Plot> ofDivergences(
            List<PositionRun> runs, List<Level> levels, OptionalLong chunkRows, String numbers) {
        Figure figure = new Figure(
                "KL divergence by position",
                "KL divergence (nats, log scale)",
                PositionRun::meanKlDivergence,
                PositionRun::maxKlDivergence);
        return figure.of(runs, levels, chunkRows, numbers);
    }

    /** Returns the NMSE by position; empty if none is above 0. */
    public static Optional<Plot> ofErrors(List<PositionRun> runs, List<Level> levels) {
        Figure figure = new Figure("NMSE by position", "NMSE (log scale)", PositionRun::meanNmse, PositionRun::maxNmse);
        return figure.of(runs, levels, OptionalLong.empty(), "");
    }

    private record Figure(
            String title,
            String unit,
            Function<PositionRun, OptionalDouble> mean,
            Function<PositionRun, OptionalDouble> largest) {

        Optional<Plot> of(List<PositionRun> runs, List<Level> levels, OptionalLong chunkRows, String numbers) {
            double[] shown = runs.stream()
                    .flatMapToDouble(run -> DoubleStream.concat(mean.apply(run).stream(), largest.apply(run).stream()))
                    .filter(value -> value > 0)
                    .sorted()
                    .toArray();
            if (shown.length == 0) {
                return Optional.empty();
            }
            List<Level> near = levels.stream()
                    .filter(level -> level.isNear(shown[0], shown[shown.length - 1]))
                    .toList();
            double least = shown[0];
            double most = shown[shown.length - 1];
            for (Level level : near) {
                least = Math.min(least, level.value());
                most = Math.max(most, level.value());
            }
            Axis x = Axis.linear(-0.5, runs.get(runs.size() - 1).to() - 0.5, Chart.LEFT, Chart.RIGHT);
            Axis y = Axis.logarithmic(least / 1.5, Math.min(Double.MAX_VALUE, most * 1.5), BOTTOM, Chart.TOP);
            return Optional.of(new Plot(title, draw(runs, near, chunkRows, x, y), numbers, table(runs)));
        }

        private String draw(List<PositionRun> runs, List<Level> levels, OptionalLong chunkRows, Axis x, Axis y) {
            long rows = runs.get(runs.size() - 1).to();
            long length = runs.get(0).to() - runs.get(0).from();
            boolean scattered = length == 1 && runs.size() > FEW;
            String points = length > 1 ? "; a point stands for " + length + " positions" : "";
            Chart chart =
                    new Chart(title, title + ", over " + rows + " positions" + points, x, "position" + points, y, unit);
            chunkRows.ifPresent(chunk -> borders(chart.svg(), chunk, rows, x));
            if (length > 1) {
                curve(chart, runs, largest, x, y, Paint.SECOND);
                chart.legend(Paint.DATA, 1, "mean");
                chart.legend(Paint.SECOND, 1, "largest");
            }
            if (scattered) {
                dots(chart, runs, x, y, Paint.DATA, false);
                chart.svg().curve(medians(runs, x, y), Paint.SECOND, 1.5);
                chart.legend(Paint.DATA, 1, "position");
                chart.legend(Paint.SECOND, 1, "running median");
            } else {
                curve(chart, runs, mean, x, y, Paint.DATA);
            }
            if (runs.stream().anyMatch(run -> run.flips().orElse(0) > 0)) {
                dots(chart, runs, x, y, Paint.BAD, true);
                chart.legend(Paint.BAD, 1, "other top-1");
            }
            levels(chart.svg(), levels, y);
            return chart.svg().end();
        }

        private void curve(
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
                    path.append(drawing ? 'L' : 'M').append(point(run, value, x, y));
                    if (!drawing) {
                        // A point without neighbors is a line of length 0, whose round ends are visible.
                        path.append("h0");
                    }
                    if (runs.size() <= FEW) {
                        chart.svg().circle(x.at(middle(run)), y.at(value), 2, paint);
                    }
                }
                drawing = value > 0;
            }
            chart.svg().curve(path, paint, 1.2);
        }

        /** Draws the means as dots. */
        private void dots(Chart chart, List<PositionRun> runs, Axis x, Axis y, Paint paint, boolean onlyFlips) {
            StringBuilder path = new StringBuilder();
            for (PositionRun run : runs) {
                double value = mean.apply(run).orElse(0);
                if (value > 0 && (!onlyFlips || run.flips().orElse(0) > 0)) {
                    path.append('M').append(point(run, value, x, y)).append("h0");
                }
            }
            chart.svg().curve(path, paint, onlyFlips ? 5 : 3);
        }

        private String medians(List<PositionRun> runs, Axis x, Axis y) {
            int reach = Math.max(2, (int) (NEIGHBORS * runs.size()));
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < runs.size(); i++) {
                double[] around = runs.subList(Math.max(0, i - reach), Math.min(runs.size(), i + reach + 1)).stream()
                        .mapToDouble(run -> mean.apply(run).orElse(0))
                        .filter(value -> value > 0)
                        .sorted()
                        .toArray();
                if (around.length > 0) {
                    path.append(path.isEmpty() ? 'M' : 'L');
                    path.append(point(runs.get(i), around[around.length / 2], x, y));
                }
            }
            return path.toString();
        }

        private List<List<String>> table(List<PositionRun> runs) {
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
    }

    private static double middle(PositionRun run) {
        return (run.from() + run.to() - 1) / 2.0;
    }

    private static String point(PositionRun run, double value, Axis x, Axis y) {
        return Svg.coordinate(x.at(middle(run))) + " " + Svg.coordinate(y.at(value));
    }

    /** Draws a line between the chunks of the text, unless there are too many to tell them apart. */
    private static void borders(Svg svg, long chunkRows, long rows, Axis x) {
        if (rows / chunkRows <= FEW) {
            for (long row = chunkRows; row < rows; row += chunkRows) {
                svg.line(x.at(row - 0.5), Chart.TOP, x.at(row - 0.5), BOTTOM, Paint.GRID, 1, false);
            }
        }
    }

    /** Draws the levels: means, named on the left, and limits, named on the right where there is room. */
    private static void levels(Svg svg, List<Level> levels, Axis y) {
        double[] taken = {Double.NaN, Double.NaN};
        for (Level level : levels) {
            double at = y.at(level.value());
            Paint paint = level.isLimit() ? Paint.BAD : Paint.TEXT;
            int side = level.isLimit() ? 1 : 0;
            svg.line(Chart.LEFT, at, Chart.RIGHT, at, paint, 1, true);
            if (!(Math.abs(taken[side] - at) < Svg.TEXT_SIZE)) {
                String name = level.name() + (level.isLimit() ? " " + Figures.brief(level.value()) : "");
                double width = Svg.widthOf(name);
                // Points would make the name unreadable.
                svg.rectangle(
                        level.isLimit() ? Chart.RIGHT - width : Chart.LEFT + 2,
                        at - Svg.TEXT_SIZE - 1,
                        width,
                        Svg.TEXT_SIZE,
                        Paint.CARD,
                        GROUND);
                svg.text(
                        level.isLimit() ? Chart.RIGHT : Chart.LEFT + 3,
                        at - 3,
                        level.isLimit() ? Anchor.END : Anchor.START,
                        paint,
                        name);
                taken[side] = at;
            }
        }
    }

    private static String figure(OptionalDouble value) {
        return value.isPresent() ? Figures.scientific(value.getAsDouble()) : "\u2013";
    }
}
