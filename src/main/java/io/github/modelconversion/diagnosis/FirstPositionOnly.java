package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.RowErrors;
import java.util.Optional;

/** Of several positions only the first is wrong. */
final class FirstPositionOnly implements Cause {

    private static final int LEAST_ROWS = 3;

    /** The first row's NMSE is so many times the mean of the others'. */
    private static final double ABOVE_THE_MEAN = 100;

    /** The first row's NMSE is so many times the largest of the others'. */
    private static final double ABOVE_ALL = 10;

    @Override
    public Optional<Claim> examine(Evidence evidence, Sample sample) {
        RowErrors errors = evidence.rowErrors();
        if (errors.count() < LEAST_ROWS) {
            return Optional.empty();
        }
        double first = errors.nmse(0);
        double others = errors.mean(1, errors.count());
        if (!(first >= ABOVE_THE_MEAN * others) || !(first >= ABOVE_ALL * errors.highest(1, errors.count()))) {
            return Optional.empty();
        }
        return Optional.of(new Claim(
                Code.FIRST_POSITION_ONLY,
                1,
                evidence.metric(Metric.NMSE).orElse(Double.NaN),
                others,
                () -> new Claim.Statement(
                        "only position 0 differs",
                        "One side handles the start of the prompt differently: compare whether both add a BOS token, and"
                                + " which one",
                        Numbers.of("nmseOfFirst", first))));
    }
}
