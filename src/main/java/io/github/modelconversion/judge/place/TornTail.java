package io.github.modelconversion.judge.place;

import io.github.modelconversion.input.tensor.Tail;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Figures;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.judge.evidence.Tails;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Optional;

/** One side ends in a run of one value that the other side does not have: the file was not written to its end. */
public final class TornTail implements Diagnosis {

    /** A run of more than this share of the values is not chance. */
    private static final double SHARE = 0.01;

    /** Shortest run; fewer equal values at the end of a short row may be chance, especially in bfloat16. */
    private static final int FEWEST = 4;

    /**
     * Largest mean squared distance of the other side from the value that is noise, in variances of the reference; then
     * nothing is torn.
     */
    private static final double NOISE = 0.01;

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Figures.OfValues compared = evidence.figures().compared().orElse(null);
        return compared == null ? Optional.empty() : examine(compared, evidence);
    }

    private static Optional<Finding> examine(Figures.OfValues compared, Evidence evidence) {
        Measurement measurement = compared.measurement();
        Tails tails = compared.tails();
        boolean ofReference = tails.reference().length() > tails.test().length();
        Tail torn = ofReference ? tails.reference() : tails.test();
        Tail other = ofReference ? tails.test() : tails.reference();
        long count = measurement.entries().compared();
        // A single value is not a run.
        long more = torn.length() - (other.length() - 1);
        double variance = measurement.metrics().value(Metric.REFERENCE_VARIANCE).orElse(Double.POSITIVE_INFINITY);
        // Infinities are a mask, or another finding reports them.
        boolean finite = Double.isFinite(torn.value());
        return finite
                        && !measurement.constantReference()
                        && more > SHARE * count
                        && more >= FEWEST
                        && tails.apart() > NOISE * variance
                ? Optional.of(
                        finding(ofReference ? evidence.reference() : evidence.test(), ofReference, torn, evidence))
                : Optional.empty();
    }

    private static Finding finding(OutputFacts output, boolean ofReference, Tail torn, Evidence evidence) {
        long width = Math.min(
                evidence.reference().shape().width(), evidence.test().shape().width());
        long positions = Math.max(
                evidence.reference().shape().positions(),
                evidence.test().shape().positions());
        long start = width * positions - torn.length();
        return new Finding(
                Code.TORN_TAIL,
                Severity.FAIL,
                "expected values to the end of " + output.file() + ", found " + Numbers.text(torn.value()) + " in all "
                        + torn.length() + " entries from " + evidence.place(start) + " on, where the "
                        + (ofReference ? "test" : "reference")
                        + " has other values: it was not written to its end. Run the tool that writes it again",
                Numbers.of("start", start)
                        .and("entries", torn.length())
                        .and("value", torn.value())
                        .map());
    }
}
