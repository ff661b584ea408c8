package io.github.modelconversion.judge;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import java.util.List;

/** A source of limits that a comparison must keep. */
public interface LimitSource {

    /** Returns the limits for a comparison, in report order. */
    List<Limit> limits(Subject subject, Scope scope);

    /** Returns findings about these limits and a comparison that was judged by them. */
    default List<Finding> findings(Comparison judged) {
        return List.of();
    }

    /** Returns findings about these limits and all comparisons together. */
    default List<Finding> findings(List<Comparison> judged, List<Skipped> skipped) {
        return List.of();
    }
}
