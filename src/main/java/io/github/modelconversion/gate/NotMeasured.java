package io.github.modelconversion.gate;

import io.github.modelconversion.input.file.FileState;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.judge.row.KldFindings;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.measurement.Metrics;
import java.io.IOException;
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

    /**
     * Returns why a comparison was aborted. If a file changed meanwhile, that is the reason, whatever exception followed.
     */
    static Finding whyBroken(FileState reference, FileState test, IOException reason) {
        try {
            reference.requireSame();
            test.requireSame();
            return Finding.unusable(UnusableInputException.of(reference.name() + " or " + test.name(), reason));
        } catch (UnusableInputException changed) {
            return Finding.unusable(changed);
        }
    }

    @Override
    public Comparison judge(Judge judge) {
        List<LimitResult> limits = judge.limits(subject, scope, Metrics.none());
        return judge.complete(new Comparison(
                subject,
                judge.policy().usualNmse(subject, scope),
                Optional.empty(),
                limits,
                scope.ofRuns() ? KldFindings.with(findings, limits) : findings));
    }
}
