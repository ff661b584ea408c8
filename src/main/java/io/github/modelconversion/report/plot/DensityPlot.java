package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.plot.Density;
import java.util.Collections;
import java.util.List;

/** Draws the test against the reference, with a square for each cell that has a pair, and the diagonal of equal values. */
public final class DensityPlot {

    private static final double BOTTOM = 190;

    private static final String TITLE = "Reference against test";

    private DensityPlot() {}

    public static Plot of(Density density) {
        List<Double> edges = density.edges();
        double least = edges.get(0);
        double most = edges.get(edges.size() - 1);
        Axis x = Axis.linear(least, most, Chart.LEFT, Chart.RIGHT);
        Axis y = Axis.linear(least, most, BOTTOM, Chart.TOP);
        Chart chart = new Chart(
                TITLE,
                "Density of the pairs: the test's value over the reference's, from " + Figures.shortest(least) + " to "
                        + Figures.shortest(most) + "; equal values are on the dashed diagonal",
                x,
                "reference",
                y,
                "test");
        long largest = largest(density);
        // Powers of 4, or of 16 if the legend has no room for them.
        int bits = largest < 1 << 10 ? 2 : 4;
        int levels = level(largest, bits) + 1;
        for (int level = 0; level < levels; level++) {
            double opacity = (level + 1.0) / levels;
            chart.svg().area(cells(density, level, bits, x, y), Paint.DATA, opacity);
            chart.legend(Paint.DATA, opacity, (1L << (bits * level)) + (level == 0 ? "+ pairs" : "+"));
        }
        chart.svg().line(x.start(), y.start(), x.end(), y.end(), Paint.TEXT, 1, true);
        return new Plot(TITLE, chart.svg().end(), List.of());
    }

    private static long largest(Density density) {
        long largest = 0;
        for (List<Long> counts : density.counts()) {
            largest = Math.max(largest, Collections.max(counts));
        }
        return largest;
    }

    /**
     * Returns the level of a count, ⌊log2(count) ÷ bits⌋: with two bits, 0 for 1 to 3 and 1 for 4 to 15.
     */
    private static int level(long count, int bits) {
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(count)) / bits;
    }

    private static String cells(Density density, int level, int bits, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        for (int line = 0; line < density.counts().size(); line++) {
            List<Long> counts = density.counts().get(line);
            for (int column = 0; column < counts.size(); column++) {
                if (counts.get(column) > 0 && level(counts.get(column), bits) == level) {
                    cell(path, density.edges(), column, line, x, y);
                }
            }
        }
        return path.toString();
    }

    private static void cell(StringBuilder path, List<Double> edges, int column, int line, Axis x, Axis y) {
        path.append('M').append(Svg.coordinate(x.at(edges.get(column))));
        path.append(' ').append(Svg.coordinate(y.at(edges.get(line))));
        path.append('H').append(Svg.coordinate(x.at(edges.get(column + 1))));
        path.append('V').append(Svg.coordinate(y.at(edges.get(line + 1))));
        path.append('H').append(Svg.coordinate(x.at(edges.get(column)))).append('Z');
    }
}
