package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Locale;

/** The two sides have nothing to do with each other. */
public final class Unrelated implements Diagnosis.ByCondition {

    /** Lowest correlation of related sides; below it the reference explains less than 4 % of the test's variance. */
    private static final double LOWEST_CORRELATION = 0.2;

    @Override
    public boolean isFound(Evidence evidence) {
        return Math.abs(correlation(evidence)) < LOWEST_CORRELATION;
    }

    @Override
    public Finding finding(Evidence evidence) {
        double correlation = correlation(evidence);
        return new Finding(
                Code.UNRELATED,
                Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "expected two outputs of one model, found a correlation of %.3f between them and no simple"
                                + " relation. Check first that both are of the same prompt (the -tokens.bin files), then"
                                + " that both have the same weights, layers and order of the vocabulary, then the tensors one by one",
                        correlation),
                Numbers.of("correlation", correlation).map());
    }

    private static double correlation(Evidence evidence) {
        return evidence.metric(Metric.CORRELATION).orElse(Double.NaN);
    }
}
