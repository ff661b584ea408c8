package io.github.modelconversion.report.plot;

import java.util.List;

/**
 * A picture and the same in numbers.
 *
 * @param title what it shows
 * @param svg the picture, markup
 * @param table the names of the columns, then a list for each line; empty where it would be too long
 */
public record Plot(String title, String svg, List<List<String>> table) {}
