package io.github.modelconversion.result.measurement;

import java.util.Map;
import java.util.Optional;

/**
 * The entry with the largest difference between the two sides; the first of several.
 *
 * @param index the entry's index, counted over all values from 0
 * @param token the text of the token that it belongs to; empty if unknown
 * @param reference the reference's value there
 * @param test the test's value there
 */
public record LargestError(long index, Optional<String> token, double reference, double test) {

    /** Creates an entry whose token is unknown. */
    public LargestError(long index, double reference, double test) {
        this(index, Optional.empty(), reference, test);
    }

    /**
     * Returns this entry with the text of its token.
     *
     * @param tokens the known texts by index in a row
     * @param width number of values per row
     */
    public LargestError named(Map<Long, String> tokens, long width) {
        return new LargestError(index, Optional.ofNullable(tokens.get(index % width)), reference, test);
    }
}
