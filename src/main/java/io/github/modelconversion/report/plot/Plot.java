package io.github.modelconversion.report.plot;

import java.util.List;

/**
 * A plot and its numbers.
 *
 * @param title its title
 * @param svg the plot as SVG markup
 * @param numbers its most important numbers in a line; empty if the plot shows them
 * @param table the column names, then one list per row; empty if it would be too long
 */
public record Plot(String title, String svg, String numbers, List<List<String>> table) {

    /** Creates a plot without a line of numbers. */
    Plot(String title, String svg, List<List<String>> table) {
        this(title, svg, "", table);
    }
}
