package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.measure.sample.RowSample;
import java.util.Optional;

/** Looks for one reason why the two sides differ. */
@FunctionalInterface
public interface Cause {

    /** Returns what this cause would explain, whether the data prove it or not; empty where it cannot be. */
    Optional<Claim> examine(Evidence evidence, RowSample sample);

    /** Returns whether some entries, spread evenly, show whether it is worth looking at all of them. */
    default boolean isSeenInSomeEntries() {
        return false;
    }
}
