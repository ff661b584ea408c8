package io.github.modelconversion.result.plot;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An entry of a row that is among the ten largest of at least one side.
 *
 * @param index its index in the row
 * @param token the text of the token; empty if unknown
 * @param reference the reference's value
 * @param test the test's value
 * @param referenceRank its rank in the reference from 1; empty if it is not among the ten largest
 * @param testRank its rank in the test; empty if it is not among the ten largest
 */
public record RankedEntry(
        long index,
        Optional<String> token,
        double reference,
        double test,
        OptionalInt referenceRank,
        OptionalInt testRank) {

    private static final int MOST = 10;

    /** Creates an entry whose token is unknown. */
    public RankedEntry(long index, double reference, double test, OptionalInt referenceRank, OptionalInt testRank) {
        this(index, Optional.empty(), reference, test, referenceRank, testRank);
    }

    /**
     * Checks the ranks.
     *
     * @throws IllegalArgumentException if there is no rank, or one beyond the ten largest; the message completes a sentence
     *     that starts with "expected"
     */
    public RankedEntry {
        if (referenceRank.isEmpty() && testRank.isEmpty()) {
            throw new IllegalArgumentException("a rank, found none");
        }
        int lower = Math.min(referenceRank.orElse(MOST), testRank.orElse(MOST));
        int higher = Math.max(referenceRank.orElse(1), testRank.orElse(1));
        if (lower < 1 || higher > MOST) {
            throw new IllegalArgumentException("ranks from 1 to " + MOST + ", found " + lower + " to " + higher);
        }
    }

    /** Returns this entry with the text of its token, if known. */
    RankedEntry named(Map<Long, String> tokens) {
        return new RankedEntry(index, Optional.ofNullable(tokens.get(index)), reference, test, referenceRank, testRank);
    }
}
