package io.github.modelconversion.gate;

import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.Scope;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Subject;
import java.util.List;
import java.util.Optional;

/**
 * A comparison that could not be measured.
 *
 * @param subject what should have been compared
 * @param scope the figures it would have had
 * @param findings the reasons why there are none
 */
public record NotMeasured(Subject subject, Scope scope, List<Finding> findings) implements Measured {

    /** Copies the list. */
    public NotMeasured {
        findings = List.copyOf(findings);
    }

    @Override
    public Comparison judge(Judge judge) {
        List<LimitResult> limits = judge.limits(subject, scope, Optional.empty());
        return judge.complete(new Comparison(
                subject,
                judge.policy().usualNmse(subject, scope),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                limits,
                scope.ofRuns() ? MeasuredRun.withNoise(findings, limits) : findings));
    }
}
