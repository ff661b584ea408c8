package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.result.UsualError;
import java.util.Optional;

/**
 * The standards for a comparison.
 *
 * @param rules how strict some findings are
 * @param limitsNeedType whether some limits are for certain types of conversions only
 * @param usualNmse the usual NMSE of its type, if the default limit lets the comparison pass; else empty
 * @param largestUsualNmse the largest NMSE measured for a good conversion to the test's type; {@link #LARGEST_USUAL_NMSE} if
 *     the type is unknown
 * @param passes whether the comparison keeps its limits, and so passes unless a finding fails
 * @param judged whether the comparison has a verdict of its own, so that its predictions can fail it
 */
public record Standards(
        Strictness rules,
        boolean limitsNeedType,
        Optional<UsualError> usualNmse,
        double largestUsualNmse,
        boolean passes,
        boolean judged) {

    /** Largest NMSE that counts as usual for an unknown type. */
    public static final double LARGEST_USUAL_NMSE = 1e-4;

    /** Creates the standards for a comparison with a verdict of its own. */
    public Standards(
            Strictness rules,
            boolean limitsNeedType,
            Optional<UsualError> usualNmse,
            double largestUsualNmse,
            boolean passes) {
        this(rules, limitsNeedType, usualNmse, largestUsualNmse, passes, true);
    }

    /** Returns the same standards for a comparison that a finding made fail. */
    Standards failing() {
        return new Standards(rules, limitsNeedType, usualNmse, largestUsualNmse, false, judged);
    }
}
