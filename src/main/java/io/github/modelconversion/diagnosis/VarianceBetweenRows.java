package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.Metric;
import java.util.Locale;
import java.util.Optional;

/**
 * A few huge positions, or the distances between positions, make up the reference's variance, so that the NMSE of all values
 * says nothing of what most positions hold.
 */
final class VarianceBetweenRows implements Diagnosis {

    /** Below it most positions agree so well that it does not matter what hides them. */
    private static final double LEAST_NMSE = 1e-4;

    /** The NMSE of all values is that of what carries 99 % of the variance. */
    private static final double HIDDEN = 100;

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        double[] ofRows = evidence.rowErrors().sorted();
        double ofAll = evidence.metric(Metric.NMSE).orElse(Double.NaN);
        if (ofRows.length < 2) {
            return Optional.empty();
        }
        double median = ofRows[ofRows.length / 2];
        if (!(median >= LEAST_NMSE && median > HIDDEN * ofAll)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.VARIANCE_DOMINATED,
                evidence.kind() == OutputKind.LOGITS ? Severity.FAIL : Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "expected a variance that all positions share, found an NMSE of %.6e over all values of the"
                                + " reference (%s) though half of its positions have at least %.6e on their own: huge"
                                + " positions, or the distances between positions, make up the variance. %s",
                        ofAll,
                        evidence.reference().file(),
                        median,
                        evidence.kind() == OutputKind.LOGITS
                                ? "Judge these outputs by their KL divergence, and look for what shifts the logits of whole"
                                        + " positions"
                                : "Hidden states can be so: judge them by their cosine similarity, row by row"),
                Numbers.of("nmse", ofAll).and("medianNmse", median).map()));
    }
}
