package io.github.modelconversion.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table for the log, at most 120 columns wide together with Maven's label. The first two columns and the last two are text,
 * those between numbers.
 */
public final class TextTable {

    private static final int WIDEST = 120 - "[WARNING] ".length();
    private static final String GAP = "  ";

    /** What is cut from the middle of a name leaves this. */
    private static final String CUT = "..";

    /** The first two columns hold names: they give way where the table is too wide. */
    private static final int NAMES = 2;

    private static final int SHORTEST_NAME = 8;

    private TextTable() {}

    /** Returns a heading and rows as lines, each cell below that of the heading. */
    public static List<String> lines(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        shrinkNames(widths);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = i == 0 ? "" : GAP;
                boolean text = i < NAMES || i >= widths.length - NAMES;
                String cell = cut(row.get(i), widths[i]);
                line.append(gap).append(String.format(Locale.ROOT, "%" + (text ? "-" : "") + widths[i] + "s", cell));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static void shrinkNames(int[] widths) {
        int excess = (widths.length - 1) * GAP.length() - WIDEST;
        for (int width : widths) {
            excess += width;
        }
        while (excess > 0 && Math.max(widths[0], widths[1]) > SHORTEST_NAME) {
            widths[widths[0] >= widths[1] ? 0 : 1]--;
            excess--;
        }
    }

    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = (width - CUT.length()) / 2;
        return text.substring(0, width - CUT.length() - end) + CUT + text.substring(text.length() - end);
    }
}
