package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.DominantEntries;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A few huge entries, or any number of entries close together and far from the others, dominate the reference's variance, so
 * that any two outputs look equal.
 */
public final class VarianceDominated implements Diagnosis.ByMeasurement {

    @Override
    public boolean isFound(Measurement measurement, Evidence evidence) {
        return measurement.dominant().isPresent();
    }

    @Override
    public Finding finding(Measurement measurement, Evidence evidence) {
        return finding(measurement.dominant().orElseThrow(), evidence);
    }

    private static Finding finding(DominantEntries dominant, Evidence evidence) {
        OptionalDouble without = dominant.without().value(Metric.NMSE);
        Numbers numbers = Numbers.of("count", dominant.count())
                .and("firstIndex", dominant.firstIndex())
                .and("lowest", dominant.lowest())
                .and("highest", dominant.highest());
        without.ifPresent(nmse -> numbers.and("nmseWithout", nmse));
        return new Finding(
                Code.VARIANCE_DOMINATED,
                // A few huge dimensions are normal in hidden states.
                evidence.kind() == OutputKind.LOGITS ? Severity.FAIL : Severity.WARNING,
                "expected a variance that all entries share, found " + dominant.count() + " of "
                        + evidence.reference().shape().count() + " entries of the reference ("
                        + evidence.reference().file() + ") that carry more than 99 % of it: " + values(dominant)
                        + ", the first at " + evidence.place(dominant.firstIndex()) + ". "
                        + (without.isPresent()
                                ? String.format(Locale.ROOT, "Without them the NMSE is %.6e", without.getAsDouble())
                                : "Without them no NMSE can be computed")
                        + (evidence.kind() == OutputKind.LOGITS
                                ? ". Write the logits before a mask is applied, or mask with -inf on both sides"
                                : ". Hidden states can be like this: judge them by their cosine similarity, row by row"),
                numbers.map());
    }

    private static String values(DominantEntries dominant) {
        return dominant.lowest() == dominant.highest()
                ? "all " + Numbers.text(dominant.lowest())
                : "values from " + Numbers.text(dominant.lowest()) + " to " + Numbers.text(dominant.highest());
    }
}
