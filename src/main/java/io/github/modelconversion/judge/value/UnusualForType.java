package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A conversion passes the default limit, but good conversions to its type are far better. */
public final class UnusualForType implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        OptionalDouble nmse = evidence.metric(Metric.NMSE);
        return evidence.standards()
                .usualNmse()
                .filter(usual -> nmse.isPresent() && nmse.getAsDouble() >= usual.limit())
                .map(usual -> new Finding(
                        Code.UNUSUAL_FOR_TYPE,
                        Severity.WARNING,
                        String.format(
                                Locale.ROOT,
                                "passes the limit, but its NMSE of %.2e is %.0f times the largest measured for a good %s"
                                        + " conversion (%.2e, small models): likely a broken one, and the reference's own"
                                        + " rounding explains less than %.2e. To judge by type, set limits to recommended",
                                nmse.getAsDouble(),
                                nmse.getAsDouble() / usual.measured().largest(),
                                usual.type(),
                                usual.measured().largest(),
                                usual.limit()),
                        Numbers.of("nmse", nmse.getAsDouble())
                                .and("largestUsual", usual.measured().largest())
                                .and("limit", usual.limit())
                                .map()));
    }
}
