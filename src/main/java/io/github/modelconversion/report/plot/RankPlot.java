package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.plot.Svg.Anchor;
import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.result.plot.RankedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Draws the ten largest entries of both sides next to each other by rank, with lines joining equal entries. */
public final class RankPlot {

    private static final double FIRST = 52;
    private static final double STEP = 20;
    private static final double LEFT = 134;
    private static final double RIGHT = Chart.WIDTH - LEFT;

    /** Length of a line without a counterpart on the other side. */
    private static final double STUB = 22;

    private RankPlot() {}

    public static Plot of(RankedRow row) {
        int most = 0;
        for (RankedEntry entry : row.entries()) {
            most = Math.max(
                    most,
                    Math.max(entry.referenceRank().orElse(0), entry.testRank().orElse(0)));
        }
        String title = "Largest entries at position " + row.position();
        Svg svg = new Svg(
                Chart.WIDTH,
                (int) (FIRST + most * STEP),
                title,
                "The ten largest entries of both sides by rank, equal entries joined by a line; level lines are equal ranks");
        cells(svg, 14, "reference", "", "");
        cells(svg, 32, "rank", "index", "value");
        mirroredCells(svg, 14, "", "", "test");
        mirroredCells(svg, 32, "value", "index", "rank");
        for (RankedEntry entry : row.entries()) {
            draw(svg, entry);
        }
        return new Plot(title, svg.end(), table(row));
    }

    private static void draw(Svg svg, RankedEntry entry) {
        OptionalInt left = entry.referenceRank();
        OptionalInt right = entry.testRank();
        if (left.isPresent()) {
            cells(svg, y(left) + 4, rank(left), String.valueOf(entry.index()), value(entry.reference()));
        }
        if (right.isPresent()) {
            mirroredCells(svg, y(right) + 4, value(entry.test()), String.valueOf(entry.index()), rank(right));
        }
        if (left.isPresent() && right.isPresent()) {
            Paint paint = left.equals(right) ? Paint.DATA : Paint.SECOND;
            svg.line(LEFT, y(left), RIGHT, y(right), paint, 2, false);
        } else if (left.isPresent()) {
            svg.line(LEFT, y(left), LEFT + STUB, y(left), Paint.MUTED, 2, true);
        } else {
            svg.line(RIGHT - STUB, y(right), RIGHT, y(right), Paint.MUTED, 2, true);
        }
    }

    /** Writes three columns to the left of the lines. */
    private static void cells(Svg svg, double y, String rank, String index, String value) {
        svg.text(2, y, Anchor.START, Paint.MUTED, rank);
        svg.text(78, y, Anchor.END, Paint.TEXT, index);
        svg.text(LEFT - 8, y, Anchor.END, Paint.TEXT, value);
    }

    /** Writes three columns to the right of the lines, in the opposite order. */
    private static void mirroredCells(Svg svg, double y, String value, String index, String rank) {
        svg.text(Chart.WIDTH - 2, y, Anchor.END, Paint.MUTED, rank);
        svg.text(Chart.WIDTH - 78, y, Anchor.START, Paint.TEXT, index);
        svg.text(RIGHT + 8, y, Anchor.START, Paint.TEXT, value);
    }

    private static double y(OptionalInt rank) {
        return FIRST + (rank.getAsInt() - 1) * STEP;
    }

    private static String value(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static List<List<String>> table(RankedRow row) {
        boolean named = row.entries().stream().anyMatch(entry -> entry.token().isPresent());
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(named ? "index, token" : "index", "reference", "test", "rank in reference", "rank in test"));
        for (RankedEntry entry : row.entries()) {
            lines.add(List.of(
                    Figures.entry(entry.index(), entry.token()),
                    Figures.decimal(entry.reference()),
                    Figures.decimal(entry.test()),
                    rank(entry.referenceRank()),
                    rank(entry.testRank())));
        }
        return lines;
    }

    private static String rank(OptionalInt rank) {
        return rank.isPresent() ? String.valueOf(rank.getAsInt()) : "\u2013";
    }
}
