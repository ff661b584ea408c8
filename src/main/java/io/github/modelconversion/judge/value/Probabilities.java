package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;

/** Both sides hold probabilities: they were saved after the softmax. */
public final class Probabilities implements Diagnosis.ByCondition {

    @Override
    public boolean isFound(Evidence evidence) {
        return evidence.rowFacts().probabilities();
    }

    @Override
    public Finding finding(Evidence evidence) {
        boolean measured = evidence.metric(Metric.MEAN_KL_DIVERGENCE).isPresent();
        return new Finding(
                Code.PROBABILITIES,
                measured ? Severity.INFO : Severity.WARNING,
                "both sides hold probabilities, rows of values from 0 to 1 with a sum of 1: "
                        + (measured
                                ? "the KL divergence is that of their logarithms, without another softmax"
                                : "some of their values are no probabilities, so there is no KL divergence")
                        + "; the NMSE is that of the probabilities, which the largest ones make up. To compare all"
                        + " values, save the logits before the softmax on both sides",
                new Numbers().map());
    }
}
