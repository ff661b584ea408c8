package io.github.modelconversion.judge.row;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Figures;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.ShapeTrials;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.Shape;
import java.util.Optional;

/** The two files do not hold the same number of values, or not in the same rows. */
public final class ShapeMismatch implements Diagnosis {

    private static final String CHECK =
            "Check that both come from the same prompt, and whether one vocabulary is padded";

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.figures() instanceof Figures.OfOtherShapes other
                ? Optional.of(finding(other.trials(), evidence))
                : Optional.empty();
    }

    private static Finding finding(ShapeTrials trials, Evidence evidence) {
        Shape reference = evidence.reference().shape();
        Shape test = evidence.test().shape();
        Numbers numbers = Numbers.of("referenceValues", reference.count()).and("testValues", test.count());
        if (trials.agrees()) {
            numbers.and("nmseOfPart", trials.nmse()).and("nmseOfOthers", trials.nextNmse());
        }
        String tried = trials.sentences();
        return new Finding(
                Code.SHAPE_MISMATCH,
                Severity.FAIL,
                "expected the same shape on both sides, found " + reference + " values in the reference ("
                        + evidence.reference().file() + ") and " + test + " in the test ("
                        + evidence.test().file() + "). " + (tried.isEmpty() ? CHECK : tried),
                numbers.map());
    }
}
