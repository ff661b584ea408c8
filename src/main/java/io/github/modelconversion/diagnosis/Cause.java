package io.github.modelconversion.diagnosis;

import java.util.Optional;

/** Looks for one reason why the two sides differ. */
@FunctionalInterface
interface Cause {

    /** Returns what this cause would explain, whether the data prove it or not; empty where it cannot be. */
    Optional<Claim> examine(Evidence evidence, Sample sample);

    /** Returns whether some entries, spread evenly, show whether it is worth looking at all of them. */
    default boolean isSeenInSomeEntries() {
        return false;
    }
}
