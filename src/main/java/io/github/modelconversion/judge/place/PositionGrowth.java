package io.github.modelconversion.judge.place;

import io.github.modelconversion.judge.cause.Cause;
import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.judge.evidence.RowFacts;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.row.RowErrors;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The first of several positions are correct; from one position on, most are wrong up to the last, with a constant or
 * growing error.
 */
public final class PositionGrowth implements Cause {

    private static final int LEAST_ROWS = 3;

    /** Factor by which the error of the rows before the first bad one is smaller than that of all rows, at least. */
    private static final double GAIN = 100;

    /** Smallest share of the rows from the first bad one on whose error is above that of every row before it. */
    private static final double MOST_ROWS = 0.9;

    /** The rows from the first bad one on, except a few, have more than this many times the largest usual NMSE. */
    private static final double ABOVE_USUAL = 2;

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        RowFacts facts = evidence.rowFacts();
        RowErrors errors = evidence.rowErrors();
        // The error of a row of probabilities depends on how certain the row is, not on its position.
        boolean byPosition = errors.count() >= LEAST_ROWS && !facts.pooled() && !facts.probabilities();
        int firstBad = byPosition ? firstBad(errors, evidence.largestUsualNmse()) : 0;
        return firstBad == 0 ? Optional.empty() : Optional.of(claim(evidence, errors, firstBad));
    }

    /**
     * Returns the last row that can be the first bad one; 0 if none can. A few bad rows, at the end or not, do not make all
     * rows from there on bad.
     */
    private static int firstBad(RowErrors errors, double largestUsualNmse) {
        int rows = errors.count();
        double all = errors.mean(0, rows);
        double[] sorted = errors.sorted();
        int few = FewPositions.mostOf(rows);
        double ofMost =
                Arrays.stream(sorted, 0, Math.max(0, sorted.length - few)).sum();
        int firstBad = 0;
        double highest = 0;
        double sum = 0;
        for (int before = 1; before < rows - few; before++) {
            double last = errors.nmse(before - 1);
            // A row with a constant reference says nothing.
            double error = Double.isNaN(last) ? 0 : last;
            highest = Math.max(highest, error);
            sum += error;
            double mean = sum / before;
            if (GAIN * mean > all || !Claim.isUsual(mean, largestUsualNmse)) {
                break;
            }
            double ofMostAfter = (ofMost - sum) / (rows - before - few);
            // All rows with an error above the highest so far come later.
            if (above(highest, sorted) >= MOST_ROWS * (rows - before)
                    && ofMostAfter >= GAIN * mean
                    && ofMostAfter > ABOVE_USUAL * largestUsualNmse) {
                firstBad = before;
            }
        }
        return firstBad;
    }

    private static int above(double bound, double[] sorted) {
        int at = Arrays.binarySearch(sorted, Math.nextUp(bound));
        return sorted.length - (at < 0 ? -at - 1 : at);
    }

    private static Claim claim(Evidence evidence, RowErrors errors, int firstBad) {
        double after = errors.mean(firstBad, errors.count());
        return new Claim(
                Code.POSITION_GROWTH,
                1,
                evidence.metric(Metric.NMSE).orElse(Double.NaN),
                errors.mean(0, firstBad),
                () -> new Claim.Statement(
                        String.format(
                                Locale.ROOT,
                                "positions before %d are right, from there on the mean NMSE of a row is %.3e",
                                firstBad,
                                after),
                        "What depends on positions differs: compare RoPE base, scaling and layout (the permutation of Q"
                                + " and K rows), the attention window and the mask",
                        Numbers.of("firstPosition", firstBad).and("nmseFromThere", after)));
    }
}
