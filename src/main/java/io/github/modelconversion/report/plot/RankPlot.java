package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.plot.Svg.Anchor;
import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.result.plot.RankedRow;
import io.github.modelconversion.text.RoundedDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Draws the ten largest entries of both sides next to each other by rank, with lines joining equal entries. */
public final class RankPlot {

    private static final double FIRST = 52;
    private static final double STEP = 20;

    /** Width of the values' columns. */
    private static final double VALUES = 48;

    /** Start of the entries' column. */
    private static final double ENTRIES = 20;

    /** Width of a character outside Latin-1, such as a Chinese one. */
    private static final double WIDE_CHARACTER = 12;

    private final Svg svg;
    private final boolean named;

    /** The coordinates at which the lines between both sides start and end. */
    private final double left;

    private final double right;

    /** Length of a line without a counterpart on the other side. */
    private final double stub;

    private RankPlot(Svg svg, boolean named) {
        this.svg = svg;
        this.named = named;
        this.left = named ? 152 : 134;
        this.right = Chart.WIDTH - left;
        this.stub = named ? 14 : 22;
    }

    public static Plot of(RankedRow row) {
        boolean named = false;
        for (RankedEntry entry : row.entries()) {
            named |= entry.token().isPresent();
        }
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
        new RankPlot(svg, named).draw(row);
        return new Plot(title, svg.end(), table(row, named));
    }

    private void draw(RankedRow row) {
        String entries = named ? "token" : "index";
        cells(14, "reference", "", "");
        cells(32, "rank", entries, "value");
        mirroredCells(14, "", "", "test");
        mirroredCells(32, "value", entries, "rank");
        for (RankedEntry entry : row.entries()) {
            draw(entry);
        }
    }

    private void draw(RankedEntry entry) {
        OptionalInt ofReference = entry.referenceRank();
        OptionalInt ofTest = entry.testRank();
        if (ofReference.isPresent()) {
            cells(y(ofReference) + 4, rank(ofReference), words(entry), value(entry.reference()));
        }
        if (ofTest.isPresent()) {
            mirroredCells(y(ofTest) + 4, value(entry.test()), words(entry), rank(ofTest));
        }
        if (ofReference.isPresent() && ofTest.isPresent()) {
            Paint paint = ofReference.equals(ofTest) ? Paint.DATA : Paint.SECOND;
            svg.line(left, y(ofReference), right, y(ofTest), paint, 2, false);
        } else if (ofReference.isPresent()) {
            svg.line(left, y(ofReference), left + stub, y(ofReference), Paint.MUTED, 2, true);
        } else {
            svg.line(right - stub, y(ofTest), right, y(ofTest), Paint.MUTED, 2, true);
        }
    }

    /** Writes three columns to the left of the lines. */
    private void cells(double y, String rank, String entry, String value) {
        svg.text(2, y, Anchor.START, Paint.MUTED, rank);
        svg.text(left - 8 - VALUES, y, Anchor.END, Paint.TEXT, entry);
        svg.text(left - 8, y, Anchor.END, Paint.TEXT, value);
    }

    /** Writes three columns to the right of the lines, in the opposite order. */
    private void mirroredCells(double y, String value, String entry, String rank) {
        svg.text(Chart.WIDTH - 2, y, Anchor.END, Paint.MUTED, rank);
        svg.text(right + 8 + VALUES, y, Anchor.START, Paint.TEXT, entry);
        svg.text(right + 8, y, Anchor.START, Paint.TEXT, value);
    }

    /** Returns the text of an entry's token, as much as its column has room for, or else its index. */
    private String words(RankedEntry entry) {
        if (entry.token().isEmpty()) {
            return String.valueOf(entry.index());
        }
        // A picture shows several spaces as one.
        String token = "\"" + entry.token().get().replace(' ', '\u00a0') + "\"";
        double room = left - 8 - VALUES - ENTRIES;
        StringBuilder shown = new StringBuilder();
        for (int character : token.codePoints().toArray()) {
            room -= character <= 0xff ? Svg.WIDTH_OF_CHARACTER : WIDE_CHARACTER;
            if (room < 0) {
                return shown.append('\u2026').toString();
            }
            shown.appendCodePoint(character);
        }
        return token;
    }

    private static double y(OptionalInt rank) {
        return FIRST + (rank.getAsInt() - 1) * STEP;
    }

    private static String value(double value) {
        return RoundedDecimal.general(value, 4);
    }

    private static List<List<String>> table(RankedRow row, boolean named) {
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
