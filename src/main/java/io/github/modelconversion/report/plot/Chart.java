package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.plot.Svg.Anchor;
import io.github.modelconversion.report.text.Figures;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plot with two axes: first the grid, ticks and axis names, then everything drawn between the axes. */
final class Chart {

    static final int WIDTH = 340;
    static final int LEFT = 52;
    static final int RIGHT = WIDTH - 14;
    static final int TOP = 28;

    /** Space below the lower axis for its ticks and name. */
    static final int FOOT = 40;

    /** Width of a plot of many points, and the right end of its axis. */
    static final int WIDE = 960;

    static final int WIDE_RIGHT = WIDE - 14;

    private static final int MOST_TICKS = 8;

    /** Width of a square of the legend. */
    static final double KEY = 9;

    private final Svg svg;
    private double legendAt = LEFT;

    /**
     * Draws the axes.
     *
     * @param x the horizontal axis, from {@link #LEFT} to {@link #RIGHT}
     * @param xName its name, with the unit
     * @param y the vertical axis, which ends at {@link #TOP}
     * @param yName its name, with the unit
     */
    Chart(String title, String description, Axis x, String xName, Axis y, String yName) {
        this(title, description, x, labels(x), xName, y, yName);
    }

    /**
     * Draws the axes with labels of one's own.
     *
     * @param x the horizontal axis, from {@link #LEFT} to {@link #RIGHT} or {@link #WIDE_RIGHT}
     * @param labels the labels along it
     */
    Chart(String title, String description, Axis x, Map<Double, String> labels, String xName, Axis y, String yName) {
        double bottom = y.start();
        double right = x.end();
        svg = new Svg((int) right + WIDTH - RIGHT, (int) bottom + FOOT, title, description);
        for (double tick : y.ticks(MOST_TICKS)) {
            svg.line(LEFT, y.at(tick), right, y.at(tick), Paint.GRID, 1, false);
            svg.text(LEFT - 6, y.at(tick) + 4, Anchor.END, Paint.MUTED, Figures.shortest(tick));
        }
        for (Map.Entry<Double, String> label : labels.entrySet()) {
            double at = x.at(label.getKey());
            svg.line(at, bottom, at, bottom + 4, Paint.MUTED, 1, false);
            svg.text(at, bottom + 16, Anchor.MIDDLE, Paint.MUTED, label.getValue());
        }
        svg.line(LEFT, bottom, right, bottom, Paint.MUTED, 1, false);
        svg.text((LEFT + right) / 2.0, bottom + 33, Anchor.MIDDLE, Paint.TEXT, xName);
        svg.upward(9, (TOP + bottom) / 2, Paint.TEXT, yName);
    }

    private static Map<Double, String> labels(Axis axis) {
        Map<Double, String> labels = new LinkedHashMap<>();
        for (double tick : axis.labeled(MOST_TICKS)) {
            labels.put(tick, Figures.shortest(tick));
        }
        return labels;
    }

    /** Adds an entry to the legend above the plot. */
    void legend(Paint paint, double opacity, String words) {
        svg.rectangle(legendAt, 8, KEY, KEY, paint, opacity);
        svg.text(legendAt + KEY + 4, 16, Anchor.START, Paint.TEXT, words);
        legendAt += KEY + 16 + 6.2 * words.length();
    }

    /** Returns the SVG to draw on between the axes. */
    Svg svg() {
        return svg;
    }
}
