package io.github.modelconversion.result.measurement;

/** The direction in which a metric improves. */
public enum Better {
    /** An error: 0 is perfect. */
    LOWER,
    /** A similarity: 1 is perfect. */
    HIGHER,
    /** The metric describes the kind of difference, or repeats what another metric says. */
    NEITHER
}
