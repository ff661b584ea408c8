package io.github.modelconversion.result.row;

import java.util.Optional;

/**
 * Changes of the top-1 token of one kind.
 *
 * @param count number of rows with such a change
 * @param worst the one with the largest margin relative to its row's noise, the first of several; empty if there is none
 * @param largestNmse the largest NMSE of these rows; 0 if there are none
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
