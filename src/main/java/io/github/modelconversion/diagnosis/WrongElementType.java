package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.logits.ElementReading;
import io.github.modelconversion.logits.Head;
import io.github.modelconversion.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A file without a header does not hold float32. Proof is needed: read as another type, a side is {@link Plausible}, and
 * agrees with the other side as it is, or that one is plausible as another type too; and as float32 it is not plausible.
 */
final class WrongElementType implements Diagnosis {

    /** In the order in which they are tried: bfloat16 read as float16 may look right as well, but not the other way round. */
    private static final List<ElementReading> OTHERS = List.of(
            ElementReading.BFLOAT16, ElementReading.FLOAT16, ElementReading.FLOAT64, ElementReading.BIG_ENDIAN_FLOAT32);

    /** An NMSE below this proves that two sides hold the same; chance does not get near it. */
    private static final double AGREES = 1e-2;

    /** From this NMSE on two sides have nothing in common. */
    private static final double ABSURD = 1;

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Head reference = evidence.surroundings().ofReference().head();
        Head test = evidence.surroundings().ofTest().head();
        Optional<ElementReading> ofReference = plausible(reference);
        Optional<ElementReading> ofTest = plausible(test);
        if (ofReference.isPresent() && ofTest.isPresent()) {
            return Optional.of(finding(ofReference.get(), ofTest.get(), evidence));
        }
        double nmse = evidence.measurement()
                .map(measurement -> measurement.metrics().value(Metric.NMSE))
                .orElse(OptionalDouble.empty())
                .orElse(ABSURD);
        return nmse < ABSURD
                ? Optional.empty()
                : agreeing(test, reference)
                        .map(type -> finding(ElementReading.FLOAT32, type, evidence))
                        .or(() ->
                                agreeing(reference, test).map(type -> finding(type, ElementReading.FLOAT32, evidence)));
    }

    /** Returns the other type that the values of a side look like. */
    private static Optional<ElementReading> plausible(Head side) {
        return OTHERS.stream()
                .filter(type -> side.isUntyped() && Plausible.as(type, side))
                // The upper half of two bfloat16 makes a float32 that looks right: the lower half is the proof.
                .filter(type -> type == ElementReading.BFLOAT16 || !Plausible.as(ElementReading.FLOAT32, side))
                .findFirst();
    }

    /**
     * Returns that type where a side agrees, read so, with the other side as it is. Agreement alone proves nothing: float16
     * read as float32 agrees with float32 read as float64.
     */
    private static Optional<ElementReading> agreeing(Head side, Head other) {
        return plausible(side)
                .filter(type -> side.count(type) == other.count()
                        && Agreement.nmse(other.values(), side.values(type)) < AGREES);
    }

    private static Finding finding(ElementReading ofReference, ElementReading ofTest, Evidence evidence) {
        Head reference = evidence.surroundings().ofReference().head();
        Head test = evidence.surroundings().ofTest().head();
        double[] references = values(reference, ofReference);
        double[] tests = values(test, ofTest);
        double nmse = Agreement.nmse(references, tests);
        int values = Math.min(references.length, tests.length);
        return new Finding(
                Code.WRONG_ELEMENT_TYPE,
                Severity.FAIL,
                "expected float32, found "
                        + (ofReference == ElementReading.FLOAT32
                                ? ""
                                : ofReference.words() + " in the reference ("
                                        + evidence.reference().file() + ")")
                        + (ofReference == ElementReading.FLOAT32 || ofTest == ElementReading.FLOAT32 ? "" : " and ")
                        + (ofTest == ElementReading.FLOAT32
                                ? ""
                                : ofTest.words() + " in the test ("
                                        + evidence.test().file() + ")")
                        + String.format(Locale.ROOT, ": read so, the NMSE of the first %d values is %.6e", values, nmse)
                        + ". Write float32, or an .npy file, which names its type",
                Numbers.of("values", values).and("nmse", nmse).map());
    }

    private static double[] values(Head side, ElementReading type) {
        return type == ElementReading.FLOAT32 ? side.values() : side.values(type);
    }
}
