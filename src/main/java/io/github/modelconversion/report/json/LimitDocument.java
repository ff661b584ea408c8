package io.github.modelconversion.report.json;

import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.store.Document;
import java.util.OptionalDouble;

/** A limit, how much of it was used and whether it was kept, in a report. The used share follows from the rest. */
record LimitDocument(
        Metric metric,
        Limit.Bound bound,
        double limit,
        OptionalDouble measured,
        OptionalDouble used,
        Limit.Origin origin,
        Verdict verdict)
        implements Document<LimitResult> {

    static LimitDocument of(LimitResult result) {
        Limit limit = result.limit();
        return new LimitDocument(
                limit.metric(),
                limit.bound(),
                limit.value(),
                result.measured(),
                result.used(),
                limit.origin(),
                result.verdict());
    }

    @Override
    public LimitResult content() {
        return new LimitResult(new Limit(metric, bound, limit, origin), measured, verdict);
    }
}
