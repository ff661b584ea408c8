package io.github.modelconversion.result.row;

import java.util.Optional;

/**
 * Changes of the top-1 token that are of one sort.
 *
 * @param count how many rows have one
 * @param worst the one with the largest margin beside its row's noise, the first of several; empty when there is none
 * @param largestNmse the largest NMSE of these rows; 0 when there are none
 */
public record ArgmaxFlips(long count, Optional<ArgmaxFlip> worst, double largestNmse) {

    public static final ArgmaxFlips NONE = new ArgmaxFlips(0, Optional.empty(), 0);

    public ArgmaxFlips combine(ArgmaxFlips next) {
        if (next.worst.isEmpty()) {
            return this;
        }
        boolean worse =
                worst.isEmpty() || next.worst.get().weight() > worst.get().weight();
        return new ArgmaxFlips(count + next.count, worse ? next.worst : worst, Math.max(largestNmse, next.largestNmse));
    }
}
