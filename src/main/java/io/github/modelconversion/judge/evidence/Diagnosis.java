package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.result.Finding;
import java.util.Optional;

/** Looks for one possible problem with a comparison. */
@FunctionalInterface
public interface Diagnosis {

    /** Returns the finding; empty if there is no problem. */
    Optional<Finding> examine(Evidence evidence);
}
