package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.result.Finding;
import java.util.Optional;

/** Looks for one thing that can be wrong with a comparison. */
@FunctionalInterface
public interface Diagnosis {

    /** Returns what was found; empty when all is well. */
    Optional<Finding> examine(Evidence evidence);
}
