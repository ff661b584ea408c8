package io.github.modelconversion.gate;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.judge.Diagnoses;
import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Figures;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.judge.evidence.Standards;
import io.github.modelconversion.judge.evidence.Vocabulary;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The figures of two outputs of values.
 *
 * @param subject what was compared; both outputs have contents
 * @param conversion facts about the converted model
 * @param reference the facts about the reference
 * @param test the facts about the test
 * @param sameFile whether both are one file on disk
 * @param figures what was measured
 */
public record MeasuredValues(
        Subject subject,
        Conversion conversion,
        OutputFacts reference,
        OutputFacts test,
        boolean sameFile,
        Figures figures)
        implements Measured {

    @Override
    public List<Finding> findings() {
        return List.of();
    }

    @Override
    public Comparison judge(Judge judge) {
        Scope scope = Scope.of(reference.shape());
        Optional<Measurement> measurement = figures.measured();
        Metrics metrics = measurement.isPresent() ? measurement.get().metrics() : Metrics.none();
        List<LimitResult> limits = judge.limits(subject, scope, metrics);
        if (figures instanceof Figures.OfCutRows cut
                && judge.rules().vocabulary() == Vocabulary.STRICT
                && !keepsOwn(limits)) {
            return new MeasuredValues(subject, conversion, reference, test, sameFile, cut.otherwise()).judge(judge);
        }
        boolean judged = subject.pooling().judged();
        Optional<UsualError> usualNmse = judge.policy().usualNmse(subject, scope);
        List<Finding> findings = Diagnoses.all(new Evidence(
                subject.kind(),
                reference,
                test,
                sameFile,
                conversion,
                figures,
                new Standards(
                        judge.rules(),
                        judge.policy().needsType(),
                        judged && passesByDefault(limits) ? usualNmse : Optional.empty(),
                        judge.policy().largestUsualNmse(subject.kind(), conversion.type()),
                        keepsOwn(limits),
                        judged)));
        return judge.complete(new Comparison(subject, usualNmse, measurement, limits, findings));
    }

    /**
     * Returns whether every limit is kept, ignoring a baseline's: those do not say whether an error is usual for the type.
     */
    private static boolean keepsOwn(List<LimitResult> limits) {
        List<Verdict> own = new ArrayList<>();
        for (LimitResult result : limits) {
            if (result.limit().origin() != Limit.Origin.BASELINE) {
                own.add(result.verdict());
            }
        }
        return Verdict.worst(own) == Verdict.PASS;
    }

    private static boolean passesByDefault(List<LimitResult> limits) {
        for (LimitResult result : limits) {
            if (result.limit().metric() == Metric.NMSE
                    && result.limit().origin() == Limit.Origin.DEFAULT
                    && result.verdict() == Verdict.PASS) {
                return true;
            }
        }
        return false;
    }
}
