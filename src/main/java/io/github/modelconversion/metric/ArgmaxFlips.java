package io.github.modelconversion.metric;

import java.util.Optional;

/**
 * Flips of the first choice that are of one sort.
 *
 * @param count how many rows have one
 * @param worst the one with the largest margin beside its row's noise, the first of several; empty when there is none
 */
public record ArgmaxFlips(long count, Optional<ArgmaxFlip> worst) {

    static final ArgmaxFlips NONE = new ArgmaxFlips(0, Optional.empty());

    ArgmaxFlips and(ArgmaxFlips next) {
        if (next.worst.isEmpty()) {
            return this;
        }
        boolean worse =
                worst.isEmpty() || next.worst.get().weight() > worst.get().weight();
        return new ArgmaxFlips(count + next.count, worse ? next.worst : worst);
    }
}
