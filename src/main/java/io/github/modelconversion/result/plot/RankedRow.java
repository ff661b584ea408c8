package io.github.modelconversion.result.plot;

import java.util.List;
import java.util.Map;

/**
 * The largest entries of a row.
 *
 * @param position the row's number from 0
 * @param entries the reference's by rank, followed by those that are only among the test's ten largest, by rank
 */
public record RankedRow(long position, List<RankedEntry> entries) {

    /** Copies the list. */
    public RankedRow {
        entries = List.copyOf(entries);
    }

    /** Returns this row with the texts of the tokens that are known. */
    public RankedRow named(Map<Long, String> tokens) {
        return new RankedRow(
                position, entries.stream().map(entry -> entry.named(tokens)).toList());
    }
}
