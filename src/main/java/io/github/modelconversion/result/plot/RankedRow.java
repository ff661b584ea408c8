package io.github.modelconversion.result.plot;

import java.util.List;

/**
 * The largest entries of a row.
 *
 * @param position the row's number from 0
 * @param entries those of the reference by rank, then those that only the test has among its ten largest, by rank
 */
public record RankedRow(long position, List<RankedEntry> entries) {

    /** Copies the list. */
    public RankedRow {
        entries = List.copyOf(entries);
    }
}
