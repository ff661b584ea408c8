package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;

/** There are too few values for a meaningful variance, such as the score of a reranker. */
public final class TooFewValues implements Diagnosis.ByMeasurement {

    @Override
    public boolean isFound(Measurement measurement, Evidence evidence) {
        return evidence.reference().shape().isTooFew() && !measurement.hasNonFinite();
    }

    @Override
    public Finding finding(Measurement measurement, Evidence evidence) {
        long count = evidence.reference().shape().count();
        Numbers numbers = Numbers.of("values", count);
        evidence.metric(Metric.MAX_ABSOLUTE_ERROR).ifPresent(error -> numbers.and("maxAbsoluteError", error));
        // Without an NMSE, a comparison can only pass by the limit that the message recommends.
        boolean judged =
                evidence.standards().passes() && evidence.metric(Metric.NMSE).isEmpty();
        return new Finding(
                Code.TOO_FEW_VALUES,
                judged ? Severity.INFO : Severity.WARNING,
                "too few values for an NMSE: " + count + " in "
                        + evidence.reference().file()
                        + ". maxAbsoluteError judges such outputs"
                        + (judged
                                ? ""
                                : ": set it to the largest difference that a score may have, or write the scores of several"
                                        + " inputs to one file"),
                numbers.map());
    }
}
