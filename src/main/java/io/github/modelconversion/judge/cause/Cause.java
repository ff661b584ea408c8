package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.measure.sample.RowSample;
import java.util.Optional;

/** Looks for one reason why the two sides differ. */
@FunctionalInterface
public interface Cause {

    /** Returns this cause's claim, whether or not the data prove it; empty if it is impossible. */
    Optional<Claim> examine(Evidence evidence, RowSample sample);

    /** Returns whether a few evenly spread entries show whether all of them are worth examining. */
    default boolean isSeenInSomeEntries() {
        return false;
    }
}
