package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.NonFinite;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Quantization;
import io.github.modelconversion.result.output.Side;
import io.github.modelconversion.result.output.Source;
import java.util.Optional;

/**
 * A side has NaN or infinite values; −inf on both sides of an entry does not count.
 *
 * @param side the side that is examined
 */
public record NonFiniteValues(Side side) implements Diagnosis.ByMeasurement {

    private NonFinite values(Measurement measurement) {
        return side == Side.REFERENCE
                ? measurement.entries().nonFiniteReference()
                : measurement.entries().nonFiniteTest();
    }

    @Override
    public boolean isFound(Measurement measurement, Evidence evidence) {
        return values(measurement).present();
    }

    @Override
    public Finding finding(Measurement measurement, Evidence evidence) {
        NonFinite nonFinite = values(measurement);
        Source source = (side == Side.REFERENCE ? evidence.reference() : evidence.test()).source();
        return new Finding(
                side == Side.REFERENCE ? Code.NON_FINITE_REFERENCE : Code.NON_FINITE_TEST,
                Severity.FAIL,
                "expected finite values in the " + side.label() + ", found " + nonFinite.count()
                        + (nonFinite.isMask() ? " -inf of " : " NaN or infinite of ")
                        + source.shape().count() + " in " + source.file() + perRow(nonFinite, source)
                        + "; the first at "
                        + evidence.place(nonFinite.firstIndex()) + ": reference " + Numbers.text(nonFinite.reference())
                        + ", test "
                        + Numbers.text(nonFinite.test())
                        + ". " + advice(nonFinite, source, evidence),
                Numbers.of("count", nonFinite.count())
                        .and("firstIndex", nonFinite.firstIndex())
                        .and("reference", nonFinite.reference())
                        .and("test", nonFinite.test())
                        .and("negativeInfinities", nonFinite.negativeInfinities())
                        .map());
    }

    private static String perRow(NonFinite nonFinite, Source source) {
        long rows = source.shape().positions();
        return rows > 1 && nonFinite.isMask()
                ? ", about " + Math.round((double) nonFinite.count() / rows) + " a row"
                : "";
    }

    private static String advice(NonFinite nonFinite, Source source, Evidence evidence) {
        if (nonFinite.isMask()) {
            return "-inf alone is a mask or a top-k, no overflow: this side suppresses tokens or keeps only the likeliest,"
                    + " the other does not. Write both sides before that step, or set the same entries to -inf on both:"
                    + " those are left out of every figure";
        }
        boolean ofFloat16 = source.format().elementType().equals(ElementType.FLOAT16.words())
                || (source.equals(evidence.test().source())
                        && evidence.conversion().type().equals(Optional.of(Quantization.F16)));
        return ofFloat16
                ? "Look for an overflow, such as a weight beyond 65504 in F16"
                : "Look for an overflow or a division by zero: the first layer whose output has such values";
    }
}
