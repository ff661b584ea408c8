package io.github.modelconversion.result;

import java.util.Collection;
import java.util.Collections;

/**
 * The outcome of a limit, a comparison or a whole run, from the best to the worst. Only PASS is green; NOT_JUDGED counts
 * neither for nor against a run.
 */
public enum Verdict {
    /** One prompt of a pool that is judged as a whole: listed with its figures, but no limit judges it. */
    NOT_JUDGED,
    /** Every limit is kept. */
    PASS,
    /** A figure that a limit needs is missing. */
    NOT_MEASURED,
    /** A limit is broken, or a finding fails. */
    FAIL;

    /** Returns the worst verdict; NOT_MEASURED for none, because nothing was compared. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.isEmpty() ? NOT_MEASURED : Collections.max(verdicts);
    }

    /** Returns whether it breaks the build. */
    public boolean isBad() {
        return this == NOT_MEASURED || this == FAIL;
    }
}
