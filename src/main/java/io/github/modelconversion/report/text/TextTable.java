package io.github.modelconversion.report.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for the log, at most 120 characters wide including Maven's label. The first columns and the last two hold text,
 * those in between numbers.
 */
public final class TextTable {

    private static final int WIDEST = 120 - "[WARNING] ".length();
    private static final String GAP = "  ";

    /** Replaces the part cut from the middle of a name. */
    private static final String CUT = "..";

    /** Number of columns at the end that hold words. */
    private static final int WORDS = 2;

    private static final int SHORTEST_NAME = 8;

    private TextTable() {}

    /**
     * Returns the heading and the rows as lines with aligned columns.
     *
     * @param rows the heading and the rows
     * @param names number of leading columns with names, which are shortened if the table is too wide
     */
    public static List<String> lines(List<List<String>> rows, int names) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        shrinkNames(widths, names);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = i == 0 ? "" : GAP;
                boolean text = i < names || i >= widths.length - WORDS;
                String cell = cut(row.get(i), widths[i]);
                String room = " ".repeat(widths[i] - cell.length());
                line.append(gap).append(text ? cell + room : room + cell);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static void shrinkNames(int[] widths, int names) {
        int excess = (widths.length - 1) * GAP.length() - WIDEST;
        for (int width : widths) {
            excess += width;
        }
        int widest = widest(widths, names);
        while (excess > 0 && widths[widest] > SHORTEST_NAME) {
            widths[widest]--;
            excess--;
            widest = widest(widths, names);
        }
    }

    private static int widest(int[] widths, int names) {
        int widest = 0;
        for (int i = 1; i < names; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }

    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = (width - CUT.length()) / 2;
        return text.substring(0, width - CUT.length() - end) + CUT + text.substring(text.length() - end);
    }
}
