package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.logits.Shape;
import java.util.Optional;

/** The two files do not hold the same number of values, or not in the same rows. */
final class ShapeMismatch implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Shape reference = evidence.reference().shape();
        Shape test = evidence.test().shape();
        if (reference.fits(test) || evidence.surroundings().padding().isPresent()) {
            return Optional.empty();
        }
        boolean sameCount = reference.count() == test.count();
        return Optional.of(new Finding(
                Code.SHAPE_MISMATCH,
                Severity.FAIL,
                "expected the same shape on both sides, found " + describe(reference, sameCount) + " in the reference ("
                        + evidence.reference().file() + ") and " + describe(test, sameCount) + " in the test ("
                        + evidence.test().file()
                        + "). Check that both come from the same prompt, and whether one vocabulary is padded",
                Numbers.of("referenceValues", reference.count())
                        .and("testValues", test.count())
                        .map()));
    }

    private static String describe(Shape shape, boolean asShape) {
        return asShape ? "shape " + shape : shape.count() + " values";
    }
}
