package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.text.RoundedDecimal;

/** The error looks like rounding, and in all positions it is as small as in good conversions to the type. */
public final class QuantizationNoise implements Diagnosis.ByCondition {

    /** Highest correlation of noise with the reference: a quarter of the error's variance. */
    private static final double HIGHEST_CORRELATION = 0.5;

    /**
     * Largest single error of noise, in root mean square errors; it is 9 in real conversions with a vocabulary of 32 000.
     */
    private static final double HIGHEST_ERROR = 12;

    @Override
    public boolean isFound(Evidence evidence) {
        double nmse = evidence.metric(Metric.NMSE).orElse(Double.NaN);
        double correlation = Math.abs(errorCorrelation(evidence));
        double largest = evidence.metric(Metric.MAX_ABSOLUTE_ERROR).orElse(Double.NaN)
                / Math.sqrt(evidence.metric(Metric.MSE).orElse(Double.NaN));
        boolean ofRows = evidence.isUsual(evidence.metric(Metric.P999_ROW_NMSE).orElse(nmse));
        return nmse <= evidence.largestUsualNmse()
                && ofRows
                && correlation <= HIGHEST_CORRELATION
                && largest <= HIGHEST_ERROR;
    }

    @Override
    public Finding finding(Evidence evidence) {
        return new Finding(
                Code.QUANTIZATION_NOISE,
                Severity.INFO,
                "the error looks like the rounding of the type: no simple relation, no outliers, and good conversions of"
                        + " it were measured with an NMSE of up to "
                        + RoundedDecimal.scientific(evidence.largestUsualNmse(), 2)
                        + (evidence.standards().passes()
                                ? ""
                                : ". If that is too much, use a larger type; if it is not, allow this type more"
                                        + " (maxNmseByType)"),
                Numbers.of("largestUsualNmse", evidence.largestUsualNmse()).map());
    }

    /** Returns the correlation of test − reference with the reference: (slope − 1) · deviation ÷ the error's deviation. */
    private static double errorCorrelation(Evidence evidence) {
        double slope = evidence.metric(Metric.REGRESSION_SLOPE).orElse(Double.NaN);
        double centered = evidence.metric(Metric.CENTERED_NMSE).orElse(Double.NaN);
        return (slope - 1) / Math.sqrt(centered);
    }
}
