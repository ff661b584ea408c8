package io.github.modelconversion.result;

/** The severity of a finding. */
public enum Severity {
    /** Fails its comparison. */
    FAIL,
    /** Needs the user's attention. */
    WARNING,
    /** Informs only. */
    INFO
}
