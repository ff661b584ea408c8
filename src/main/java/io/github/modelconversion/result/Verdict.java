package io.github.modelconversion.result;

import java.util.Collection;
import java.util.Collections;

/** The outcome of a limit, a comparison or a whole run, from the best to the worst. Only PASS is green. */
public enum Verdict {
    PASS,
    NOT_MEASURED,
    FAIL;

    /** Returns the worst verdict; NOT_MEASURED for none, because nothing was compared. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.isEmpty() ? NOT_MEASURED : Collections.max(verdicts);
    }
}
