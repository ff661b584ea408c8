package io.github.modelconversion.judge.row;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import java.util.Locale;
import java.util.Optional;

/**
 * A few huge positions, or the distances between positions, dominate the reference's variance, so that the NMSE of all
 * values says nothing about most positions.
 */
public final class VarianceBetweenRows implements Diagnosis {

    /** Smallest median NMSE of the rows that matters; below it, most positions agree. */
    private static final double LEAST_NMSE = 1e-4;

    /**
     * Ratio of the rows' median NMSE to the NMSE of all values above which a part with 99 % of the variance hides the rest.
     */
    private static final double HIDDEN = 100;

    /** NMSE from which little of a position is left: a constant has 1, unrelated values have 2. */
    private static final double LOST_NMSE = 0.75;

    /**
     * Ratio of the 90th percentile of the rows' NMSE to the NMSE of all values above which it is hidden; in good conversions
     * it is at most 2.3.
     */
    private static final double LOST = 10;

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        double[] ofRows = evidence.rowErrors().sorted();
        double ofAll = evidence.metric(Metric.NMSE).orElse(Double.NaN);
        if (ofRows.length < 2) {
            return Optional.empty();
        }
        double median = ofRows[ofRows.length / 2];
        double p90 = evidence.metric(Metric.P90_ROW_NMSE).orElse(Double.NaN);
        if (median >= LEAST_NMSE && median > HIDDEN * ofAll) {
            return Optional.of(finding(evidence, "half", ofAll, median));
        }
        return p90 >= LOST_NMSE && p90 > LOST * ofAll
                ? Optional.of(finding(evidence, "a tenth", ofAll, p90))
                : Optional.empty();
    }

    private static Finding finding(Evidence evidence, String share, double ofAll, double ofRows) {
        return new Finding(
                Code.VARIANCE_DOMINATED,
                evidence.kind() == OutputKind.LOGITS ? Severity.FAIL : Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "expected a variance that all positions share, found an NMSE of %.6e over all values of the"
                                + " reference (%s) though %s of its positions have at least %.6e on their own: huge"
                                + " positions, or the distances between positions, make up the variance. %s",
                        ofAll,
                        evidence.reference().file(),
                        share,
                        ofRows,
                        evidence.kind() == OutputKind.LOGITS
                                ? "Judge these outputs by their KL divergence, and look for what shifts the logits of whole"
                                        + " positions"
                                : "Hidden states can be like this: judge them by their cosine similarity, row by row"),
                Numbers.of("nmse", ofAll)
                        .and(share.equals("half") ? "medianNmse" : "p90Nmse", ofRows)
                        .map());
    }
}
