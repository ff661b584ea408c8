package io.github.modelconversion.report.plot;

import java.util.List;

/**
 * A plot and its numbers.
 *
 * @param title its title
 * @param svg the plot as SVG markup
 * @param table the column names, then one list per row; empty if it would be too long
 */
public record Plot(String title, String svg, List<List<String>> table) {}
