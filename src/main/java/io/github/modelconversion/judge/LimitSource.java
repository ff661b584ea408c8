package io.github.modelconversion.judge;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import java.util.List;

/** Gives the limits that a comparison must keep, before it is judged. */
public interface LimitSource {

    /** Returns the limits for a comparison, in the order of reports. */
    List<Limit> limits(Subject subject, Scope scope);

    /** Returns what the user must know of these limits and a comparison that was judged by them. */
    default List<Finding> findings(Comparison judged) {
        return List.of();
    }

    /** Returns what the user must know of these limits and all comparisons together. */
    default List<Finding> findings(List<Comparison> judged, List<Skipped> skipped) {
        return List.of();
    }
}
