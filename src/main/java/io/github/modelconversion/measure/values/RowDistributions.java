package io.github.modelconversion.measure.values;

import io.github.modelconversion.measure.sum.DoubleDoubleSum;
import io.github.modelconversion.measure.sum.PairSums;
import io.github.modelconversion.measure.sum.Row;
import io.github.modelconversion.measure.sum.SoftmaxSums;
import io.github.modelconversion.measure.sum.TopEntries;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.row.ArgmaxFlip;
import io.github.modelconversion.result.row.ArgmaxFlips;
import io.github.modelconversion.result.row.RowValues;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Statistics over the softmax of whole rows: KL divergences and top tokens. Not safe for use by several threads. */
final class RowDistributions {

    private final long width;

    /** The divergence of each row, NaN without one. */
    private final RowValues divergences = new RowValues();

    private final DoubleDoubleSum sumOfDivergences = new DoubleDoubleSum();
    private final DoubleDoubleSum squaresOfDeltaP = new DoubleDoubleSum();
    private final DoubleDoubleSum overlaps = new DoubleDoubleSum();
    private long sameChoices;

    /** The rows with another top-1 token. */
    private final RowValues flipped = new RowValues();

    private ArgmaxFlips nearTies = ArgmaxFlips.NONE;
    private ArgmaxFlips flips = ArgmaxFlips.NONE;

    RowDistributions(long width) {
        this.width = width;
    }

    void clear() {
        divergences.clear();
        sumOfDivergences.clear();
        squaresOfDeltaP.clear();
        overlaps.clear();
        sameChoices = 0;
        flipped.clear();
        nearTies = ArgmaxFlips.NONE;
        flips = ArgmaxFlips.NONE;
    }

    /** Adds the next row, and returns its KL divergence. */
    double add(Row row, PairSums sums) {
        SoftmaxSums softmax = row.softmax;
        double divergence = softmax.klDivergence();
        divergences.add(divergence);
        sumOfDivergences.add(divergence);
        double deltaP = softmax.top1DeltaP();
        squaresOfDeltaP.add(deltaP * deltaP);
        overlaps.add(softmax.reference.overlap(softmax.test));
        if (softmax.reference.firstIndex() == softmax.test.firstIndex()) {
            sameChoices++;
        } else {
            flipped.add(row.firstIndex() / (double) width);
            addFlip(flip(row, RowNoise.of(sums, softmax.reference, softmax.test)), sums.nmse());
        }
        return divergence;
    }

    private ArgmaxFlip flip(Row row, double noise) {
        TopEntries reference = row.softmax.reference;
        TopEntries test = row.softmax.test;
        return new ArgmaxFlip(
                row.firstIndex() / width,
                new ArgmaxFlip.Token(reference.firstIndex() % width, reference.first(), reference.otherAtFirst()),
                new ArgmaxFlip.Token(test.firstIndex() % width, test.otherAtFirst(), test.first()),
                noise);
    }

    private void addFlip(ArgmaxFlip flip, double nmse) {
        ArgmaxFlips one = new ArgmaxFlips(1, Optional.of(flip), nmse);
        if (flip.isNearTie()) {
            nearTies = nearTies.combine(one);
        } else {
            flips = flips.combine(one);
        }
    }

    /** Adds a row without a divergence. */
    void addNone() {
        divergences.add(Double.NaN);
    }

    /** Adds the statistics of the rows that follow. */
    void combine(RowDistributions next) {
        divergences.addAll(next.divergences);
        sumOfDivergences.combine(next.sumOfDivergences);
        squaresOfDeltaP.combine(next.squaresOfDeltaP);
        overlaps.combine(next.overlaps);
        sameChoices += next.sameChoices;
        flipped.addAll(next.flipped);
        nearTies = nearTies.combine(next.nearTies);
        flips = flips.combine(next.flips);
    }

    /** Returns the KL divergence of each row in nats, NaN without one. */
    double[] divergences() {
        return divergences.copy();
    }

    /** Returns the numbers of the rows with another top-1 token, in ascending order. */
    double[] flipped() {
        return flipped.copy();
    }

    /** Returns the changes of the top-1 token that noise explains. */
    ArgmaxFlips nearTies() {
        return nearTies;
    }

    /** Returns the changes of the top-1 token that noise does not explain. */
    ArgmaxFlips flips() {
        return flips;
    }

    /**
     * Adds the metrics.
     *
     * @param rows number of rows with a divergence
     */
    void addMetrics(Map<Metric, Double> values, int rows) {
        double[] sorted = divergences.copy();
        Arrays.sort(sorted); // NaN comes last
        values.put(Metric.MEAN_KL_DIVERGENCE, sumOfDivergences.mean(rows));
        values.put(Metric.MEDIAN_KL_DIVERGENCE, Distribution.percentile(sorted, rows, 0.5));
        values.put(Metric.P99_KL_DIVERGENCE, Distribution.percentile(sorted, rows, 0.99));
        values.put(Metric.MAX_KL_DIVERGENCE, sorted[rows - 1]);
        values.put(Metric.TOP1_AGREEMENT, (double) sameChoices / rows);
        values.put(Metric.TOP10_OVERLAP, overlaps.mean(rows));
        values.put(Metric.RMS_TOP1_DELTA_P, Math.sqrt(squaresOfDeltaP.mean(rows)));
    }
}
