package io.github.modelconversion.judge.cause;

import io.github.modelconversion.input.tensor.ElementReading;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.judge.evidence.Plausible;
import io.github.modelconversion.measure.sample.Agreement;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.ElementType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file without a header holds another type than assumed. The proof: read as another type, a side is {@link Plausible} and
 * agrees with the other side as it is, or the other side is also plausible as another type; and the assumed type is
 * {@linkplain Plausible#isRuledOut ruled out}.
 */
public final class WrongElementType implements Diagnosis {

    /** The types to try, in order: bfloat16 read as float16 may look right as well, but not vice versa. */
    private static final List<ElementReading> TRIED = List.of(
            ElementReading.BFLOAT16,
            ElementReading.FLOAT16,
            ElementReading.FLOAT64,
            ElementReading.BIG_ENDIAN_FLOAT32,
            ElementReading.FLOAT32);

    /** NMSE below which two sides hold the same values; chance never gets near it. */
    private static final double AGREES = 1e-2;

    /** Smallest NMSE of two sides that have nothing in common. */
    private static final double ABSURD = 1;

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Head reference = evidence.reference().head();
        Head test = evidence.test().head();
        boolean alike = evidence.metric(Metric.NMSE).orElse(ABSURD) < ABSURD;
        Optional<ElementReading> ofReference = plausible(reference);
        if (alike && ofReference.isEmpty()) {
            return Optional.empty();
        }
        Optional<ElementReading> ofTest = plausible(test);
        if (ofReference.isPresent() && ofTest.isPresent()) {
            return Optional.of(finding(ofReference, ofTest, evidence));
        }
        if (alike) {
            return Optional.empty();
        }
        Optional<ElementReading> agreeingTest = ofTest.filter(type -> agrees(test, type, reference));
        Optional<ElementReading> agreeingReference =
                ofReference.filter(type -> agreeingTest.isEmpty() && agrees(reference, type, test));
        return agreeingTest.isPresent() || agreeingReference.isPresent()
                ? Optional.of(finding(agreeingReference, agreeingTest, evidence))
                : Optional.empty();
    }

    /** Returns the other type that the values of a side look like. */
    private static Optional<ElementReading> plausible(Head side) {
        ElementReading assumed = side.assumed().orElse(null);
        boolean ruledOut = assumed != null && Plausible.isRuledOut(assumed, side);
        for (ElementReading type : assumed == null ? List.<ElementReading>of() : TRIED) {
            // The upper of two bfloat16 values makes a float32 look right: the lower one is the proof.
            boolean provable = ruledOut || (type == ElementReading.BFLOAT16 && assumed == ElementReading.FLOAT32);
            if (provable && type != assumed && Plausible.as(type, side)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns whether a side, read as this type, agrees with the other side as it is. Agreement alone proves nothing:
     * float16 read as float32 agrees with float32 read as float64.
     */
    private static boolean agrees(Head side, ElementReading type, Head other) {
        return side.count(type) == other.count() && Agreement.nmse(other.values(), side.values(type)) < AGREES;
    }

    private static Finding finding(
            Optional<ElementReading> ofReference, Optional<ElementReading> ofTest, Evidence evidence) {
        Head reference = evidence.reference().head();
        Head test = evidence.test().head();
        double[] references = values(reference, ofReference);
        double[] tests = values(test, ofTest);
        double nmse = Agreement.nmse(references, tests);
        int values = Math.min(references.length, tests.length);
        String found = Stream.of(
                        ofReference.map(type -> type.words() + " in the reference ("
                                + evidence.reference().file() + ")"),
                        ofTest.map(type -> type.words() + " in the test ("
                                + evidence.test().file() + ")"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        return new Finding(
                Code.WRONG_ELEMENT_TYPE,
                Severity.FAIL,
                "expected " + expected(reference, ofReference, test, ofTest) + ", found " + found
                        + String.format(
                                Locale.ROOT, ": read that way, the NMSE of the first %d values is %.6e. ", values, nmse)
                        + remedy(reference, ofReference, test, ofTest),
                Numbers.of("values", values).and("nmse", nmse).map());
    }

    private static String expected(
            Head reference, Optional<ElementReading> ofReference, Head test, Optional<ElementReading> ofTest) {
        return Stream.of(ofReference.flatMap(type -> reference.assumed()), ofTest.flatMap(type -> test.assumed()))
                .flatMap(Optional::stream)
                .map(ElementReading::words)
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    /** Returns the advice: set the type if a file without a header can have it, else write the file again. */
    private static String remedy(
            Head reference, Optional<ElementReading> ofReference, Head test, Optional<ElementReading> ofTest) {
        List<Optional<ElementType>> types = Stream.of(ofReference.or(reference::assumed), ofTest.or(test::assumed))
                .map(reading -> reading.or(() -> Optional.of(ElementReading.FLOAT32)))
                .map(reading -> reading.flatMap(ElementReading::type))
                .toList();
        String npy = "an .npy file, which names its type";
        if (types.contains(Optional.<ElementType>empty())) {
            return "Write float32, or " + npy;
        }
        String setting = types.stream()
                .flatMap(Optional::stream)
                .map(ElementType::abbreviation)
                .distinct()
                .collect(Collectors.joining(","));
        return "Set elementType to " + setting + ", or write " + npy;
    }

    private static double[] values(Head side, Optional<ElementReading> type) {
        return type.map(side::values).orElseGet(side::values);
    }
}
