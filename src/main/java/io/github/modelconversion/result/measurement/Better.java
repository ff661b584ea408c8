package io.github.modelconversion.result.measurement;

/** Which of two values of a metric is that of the better conversion. */
public enum Better {
    /** An error: 0 is perfect. */
    LOWER,
    /** A likeness: 1 is perfect. */
    HIGHER,
    /** It says what kind of difference there is, or what another metric says already. */
    NEITHER
}
