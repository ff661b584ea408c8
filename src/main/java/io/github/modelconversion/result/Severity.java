package io.github.modelconversion.result;

/** How much a finding matters. */
public enum Severity {
    /** Makes its comparison fail. */
    FAIL,
    /** The user should look at it. */
    WARNING,
    /** Good to know. */
    INFO
}
