package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.metric.Metric;
import java.util.Locale;
import java.util.Optional;

/** The two sides have nothing to do with each other. */
final class Unrelated implements Diagnosis {

    /** Below it the reference explains less than 4 % of the test's variance. */
    private static final double LOWEST_CORRELATION = 0.2;

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        double correlation = evidence.metric(Metric.CORRELATION).orElse(Double.NaN);
        if (!(Math.abs(correlation) < LOWEST_CORRELATION)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.UNRELATED,
                Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "expected two outputs of one model, found a correlation of %.3f between them and no simple"
                                + " relation. Check first that both answer the same prompt (the -tokens.bin files), then"
                                + " that both have the same weights, layers and order of the vocabulary, then the tensors one by one",
                        correlation),
                Numbers.of("correlation", correlation).map()));
    }
}
