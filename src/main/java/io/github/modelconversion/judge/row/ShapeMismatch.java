package io.github.modelconversion.judge.row;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.ShapeTrials;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.Shape;
import java.util.Optional;

/** The two files do not hold the same number of values, or not in the same rows. */
public final class ShapeMismatch implements Diagnosis.ByCondition {

    @Override
    public boolean isFound(Evidence evidence) {
        return !evidence.reference().shape().fits(evidence.test().shape())
                && evidence.surroundings().padding().isEmpty();
    }

    @Override
    public Finding finding(Evidence evidence) {
        Shape reference = evidence.reference().shape();
        Shape test = evidence.test().shape();
        Numbers numbers = Numbers.of("referenceValues", reference.count()).and("testValues", test.count());
        Optional<ShapeTrials> agreeing = evidence.surroundings().trials().filter(ShapeTrials::agrees);
        agreeing.ifPresent(trials -> numbers.and("nmseOfPart", trials.nmse()).and("nmseOfOthers", trials.nextNmse()));
        return new Finding(
                Code.SHAPE_MISMATCH,
                Severity.FAIL,
                "expected the same shape on both sides, found " + reference + " values in the reference ("
                        + evidence.reference().file() + ") and " + test + " in the test ("
                        + evidence.test().file() + "). "
                        + evidence.surroundings()
                                .trials()
                                .map(ShapeTrials::sentences)
                                .filter(words -> !words.isEmpty())
                                .orElse(
                                        "Check that both come from the same prompt, and whether one vocabulary is padded"),
                numbers.map());
    }
}
