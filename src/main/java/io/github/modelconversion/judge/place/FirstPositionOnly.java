package io.github.modelconversion.judge.place;

import io.github.modelconversion.judge.cause.Cause;
import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.row.RowErrors;
import java.util.Optional;

/** Of several positions only the first is wrong. */
public final class FirstPositionOnly implements Cause {

    private static final int LEAST_ROWS = 3;

    /** Smallest ratio of the first row's NMSE to the mean of the others'. */
    private static final double ABOVE_THE_MEAN = 100;

    /** Smallest ratio of the first row's NMSE to the largest of the others'. */
    private static final double ABOVE_ALL = 10;

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        RowErrors errors = evidence.rowErrors();
        if (errors.count() < LEAST_ROWS || evidence.rowFacts().pooled() || !isFirstApart(errors)) {
            return Optional.empty();
        }
        double first = errors.nmse(0);
        double others = errors.mean(1, errors.count());
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

    private static boolean isFirstApart(RowErrors errors) {
        double first = errors.nmse(0);
        return first >= ABOVE_THE_MEAN * errors.mean(1, errors.count())
                && first >= ABOVE_ALL * errors.highest(1, errors.count());
    }
}
