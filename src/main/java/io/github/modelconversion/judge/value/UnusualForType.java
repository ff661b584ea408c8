package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Locale;
import java.util.Optional;

/** A conversion passes the default limit, but good conversions to its type are far better. */
public final class UnusualForType implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        double nmse = evidence.metric(Metric.NMSE).orElse(Double.NaN);
        UsualError usual = evidence.standards().usualNmse().orElse(null);
        return usual != null && nmse >= usual.limit() ? Optional.of(finding(nmse, usual)) : Optional.empty();
    }

    private static Finding finding(double nmse, UsualError usual) {
        return new Finding(
                Code.UNUSUAL_FOR_TYPE,
                Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "passes the limit, but its NMSE of %.2e is %.0f times the largest measured for a good %s"
                                + " conversion (%.2e, small models): likely a broken one, and the reference's own"
                                + " rounding explains less than %.2e. To judge by type, set limits to recommended",
                        nmse,
                        nmse / usual.measured().largest(),
                        usual.type(),
                        usual.measured().largest(),
                        usual.limit()),
                Numbers.of("nmse", nmse)
                        .and("largestUsual", usual.measured().largest())
                        .and("limit", usual.limit())
                        .map());
    }
}
