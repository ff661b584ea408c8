package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.plot.MagnitudeBin;
import java.util.ArrayList;
import java.util.List;

/** Draws the mean and the largest error by magnitude of the reference, with a bar across each bin. */
public final class MagnitudePlot {

    private static final double BOTTOM = 190;
    private static final String TITLE = "Error by magnitude of the reference";

    private MagnitudePlot() {}

    /** Returns the plot. There must be an error to {@linkplain #isShown show}. */
    public static Plot of(List<MagnitudeBin> bins) {
        Axis x = Axis.logarithmic(left(bins.get(0)), right(bins.get(bins.size() - 1)), Chart.LEFT, Chart.RIGHT);
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (MagnitudeBin bin : bins) {
            for (double error : new double[] {bin.meanAbsoluteError(), bin.maxAbsoluteError()}) {
                if (isShown(error)) {
                    least = Math.min(least, error);
                    most = Math.max(most, error);
                }
            }
        }
        Axis y = Axis.logarithmic(least / 1.5, most * 1.5, BOTTOM, Chart.TOP);
        Chart chart = new Chart(
                TITLE,
                "Mean and largest absolute error at entries where the reference is of a magnitude between powers of two, up"
                        + " to " + Figures.shortest(x.to()),
                x,
                "|reference| (log scale)",
                y,
                "|error| (log scale)");
        for (MagnitudeBin bin : bins) {
            bar(chart, x, y, bin, bin.maxAbsoluteError(), Paint.SECOND);
            bar(chart, x, y, bin, bin.meanAbsoluteError(), Paint.DATA);
        }
        chart.legend(Paint.DATA, 1, "mean");
        chart.legend(Paint.SECOND, 1, "largest");
        return new Plot(TITLE, chart.svg().end(), table(bins));
    }

    /** Returns whether an error can be shown on a logarithmic axis. */
    private static boolean isShown(double error) {
        return error > 0 && Double.isFinite(error);
    }

    /** Returns whether there is an error to show. */
    public static boolean isShown(List<MagnitudeBin> bins) {
        for (MagnitudeBin bin : bins) {
            if (isShown(bin.maxAbsoluteError())) {
                return true;
            }
        }
        return false;
    }

    private static void bar(Chart chart, Axis x, Axis y, MagnitudeBin bin, double error, Paint paint) {
        if (isShown(error)) {
            chart.svg().line(x.at(left(bin)) + 1, y.at(error), x.at(right(bin)) - 1, y.at(error), paint, 3, false);
        }
    }

    /** Returns the left end of a bin. The lowest bin contains 0, which a logarithmic axis cannot show. */
    private static double left(MagnitudeBin bin) {
        return bin.from() == 0 ? bin.to() / 2 : bin.from();
    }

    private static double right(MagnitudeBin bin) {
        return Math.min(bin.to(), Double.MAX_VALUE);
    }

    private static List<List<String>> table(List<MagnitudeBin> bins) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("|reference| from", "to below", "pairs", "mean error", "largest error"));
        for (MagnitudeBin bin : bins) {
            lines.add(List.of(
                    Figures.shortest(bin.from()),
                    Figures.shortest(right(bin)),
                    String.valueOf(bin.pairs()),
                    Figures.decimal(bin.meanAbsoluteError()),
                    Figures.decimal(bin.maxAbsoluteError())));
        }
        return lines;
    }
}
