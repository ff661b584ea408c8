package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.result.UsualError;
import java.util.Optional;

/**
 * What a comparison is held to.
 *
 * @param rules how strictly some findings are taken
 * @param limitsNeedType whether some limits are for certain types of conversions only
 * @param usualNmse what is usual for its type, where the default limit lets the comparison pass; else empty
 * @param largestUsualNmse the largest NMSE measured for a good conversion to the test's type; {@link #LARGEST_USUAL_NMSE}
 *     where the type is not known
 * @param passes whether the comparison passes, as far as is known before all findings are: it keeps its limits
 */
public record Standards(
        Strictness rules,
        boolean limitsNeedType,
        Optional<UsualError> usualNmse,
        double largestUsualNmse,
        boolean passes) {

    /** The NMSE that counts as usual for a type that is not known. */
    public static final double LARGEST_USUAL_NMSE = 1e-4;

    /** Returns the standards after a finding made the comparison fail. */
    Standards failing() {
        return new Standards(rules, limitsNeedType, usualNmse, largestUsualNmse, false);
    }
}
