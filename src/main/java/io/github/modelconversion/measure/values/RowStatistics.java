package io.github.modelconversion.measure.values;

import io.github.modelconversion.measure.sum.DoubleDouble;
import io.github.modelconversion.measure.sum.DoubleDoubleSum;
import io.github.modelconversion.measure.sum.PairMoments;
import io.github.modelconversion.measure.sum.PairSums;
import io.github.modelconversion.measure.sum.Row;
import io.github.modelconversion.measure.sum.SoftmaxSums;
import io.github.modelconversion.measure.sum.TopEntries;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.RowPlots;
import io.github.modelconversion.result.row.ArgmaxFlip;
import io.github.modelconversion.result.row.ArgmaxFlips;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.result.row.RowFigures;
import io.github.modelconversion.result.row.RowNormRanges;
import io.github.modelconversion.result.row.RowValues;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statistics over whole rows, and the moments of all their values. For the percentiles it keeps 24 bytes per row: its NMSE,
 * the variance of its reference, and for logits its KL divergence. Not safe for use by several threads.
 */
final class RowStatistics {

    private final long width;
    private final boolean distributions;
    private final PairMoments moments = new PairMoments();
    private final WorstRows worst;

    /** The moments of rows in which neither side has content; ignored as long as there are other rows. */
    private final PairMoments ofLeftOut = new PairMoments();

    private final RowValues leftOut = new RowValues();
    private long nan;

    private long measured;
    private long single;
    private boolean incomplete;
    private final RowValues divergences = new RowValues();
    private final RowValues errors = new RowValues();
    private final RowValues variances = new RowValues();
    private final DoubleDoubleSum sumOfDivergences = new DoubleDoubleSum();
    private final DoubleDoubleSum squaresOfDeltaP = new DoubleDoubleSum();
    private final DoubleDoubleSum overlaps = new DoubleDoubleSum();
    private long sameChoices;
    private ArgmaxFlips nearTies = ArgmaxFlips.NONE;
    private ArgmaxFlips flips = ArgmaxFlips.NONE;
    private final DoubleDoubleSum cosines = new DoubleDoubleSum();
    private double lowestCosine;
    private boolean cosineMissing;
    private RowNormRanges norms = RowNormRanges.NONE;

    RowStatistics(long width, boolean distributions) {
        this.width = width;
        this.distributions = distributions;
        this.worst = new WorstRows(distributions);
        clear();
    }

    void clear() {
        moments.clear();
        worst.clear();
        ofLeftOut.clear();
        leftOut.clear();
        nan = 0;
        measured = 0;
        single = 0;
        incomplete = false;
        divergences.clear();
        errors.clear();
        variances.clear();
        sumOfDivergences.clear();
        squaresOfDeltaP.clear();
        overlaps.clear();
        sameChoices = 0;
        nearTies = ArgmaxFlips.NONE;
        flips = ArgmaxFlips.NONE;
        cosines.clear();
        lowestCosine = Double.POSITIVE_INFINITY;
        cosineMissing = false;
        norms = RowNormRanges.NONE;
    }

    /** Adds the next row. */
    void add(Row row) {
        if (isLeftOut(row.moments)) {
            leaveOut(row);
            return;
        }
        moments.combine(row.moments);
        if (!row.moments.isComplete()) {
            incomplete = true;
            return;
        }
        PairSums sums = row.moments.sums();
        double nmse = sums.nmse();
        errors.add(nmse);
        variances.add(sums.variance().value());
        measured++;
        if (sums.n().value() < 2) {
            addSingle();
            return;
        }
        double cosine = sums.cosineSimilarity();
        if (Double.isNaN(cosine)) {
            cosineMissing = true;
        } else {
            cosines.add(cosine);
            lowestCosine = Math.min(lowestCosine, cosine);
            norms = norms.combine(RowNormRanges.of(sums.referenceNorm(), sums.testNorm()));
        }
        double divergence = distributions ? addDistribution(row, sums) : Double.NaN;
        if (worst.admits(divergence, cosine)) {
            worst.add(
                    figure(row, divergence, cosine, nmse),
                    distributions ? row.softmax.reference.join(row.softmax.test, width) : List.of());
        }
    }

    /**
     * Returns whether a row is padding: on both sides alike, nothing to compare or nothing that varies. A row of one value
     * never varies.
     */
    private boolean isLeftOut(PairMoments ofRow) {
        return width > 1 && (ofRow.isMasked() || ofRow.isNan() || ofRow.isConstantOnBothSides());
    }

    private void leaveOut(Row row) {
        (row.moments.isMasked() ? moments : ofLeftOut).combine(row.moments);
        nan += row.moments.isNan() ? 1 : 0;
        leftOut.add(row.firstIndex() / (double) width);
        // A placeholder: the rows' figures are in row order.
        errors.add(Double.NaN);
        variances.add(0);
        if (distributions) {
            divergences.add(Double.NaN);
        }
    }

    /**
     * Adds a row with a single unmasked entry: all distributions over it are equal, and so are all directions except for the
     * sign.
     */
    private void addSingle() {
        single++;
        if (distributions) {
            divergences.add(Double.NaN);
        }
    }

    private double addDistribution(Row row, PairSums sums) {
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

    private RowFigure figure(Row row, double divergence, double cosine, double nmse) {
        return new RowFigure(
                row.firstIndex() / width,
                distributions
                        ? Optional.of(new RowFigure.TopTokens(
                                divergence,
                                row.softmax.reference.firstIndex() % width,
                                row.softmax.test.firstIndex() % width))
                        : Optional.empty(),
                cosine,
                nmse);
    }

    /** Adds the statistics of the rows that follow. */
    void combine(RowStatistics next) {
        moments.combine(next.moments);
        ofLeftOut.combine(next.ofLeftOut);
        leftOut.addAll(next.leftOut);
        nan += next.nan;
        divergences.addAll(next.divergences);
        errors.addAll(next.errors);
        variances.addAll(next.variances);
        measured += next.measured;
        single += next.single;
        incomplete |= next.incomplete;
        sumOfDivergences.combine(next.sumOfDivergences);
        squaresOfDeltaP.combine(next.squaresOfDeltaP);
        overlaps.combine(next.overlaps);
        sameChoices += next.sameChoices;
        nearTies = nearTies.combine(next.nearTies);
        flips = flips.combine(next.flips);
        cosines.combine(next.cosines);
        lowestCosine = Math.min(lowestCosine, next.lowestCosine);
        cosineMissing |= next.cosineMissing;
        norms = norms.combine(next.norms);
        worst.combine(next.worst);
    }

    /** Returns the moments of all rows except padding; those of the padding if there is nothing else. */
    PairMoments moments() {
        if (measured == 0 && !incomplete) {
            moments.combine(ofLeftOut);
            ofLeftOut.clear();
        }
        return moments;
    }

    /**
     * Returns the measurement.
     *
     * @param pairs the plots of the pairs
     */
    Measurement measurement(PairPlots pairs) {
        Measurement ofAllValues = moments().measurement();
        if (incomplete || measured == 0) {
            return ofAllValues.withPlots(new Plots(pairs, RowPlots.NONE));
        }
        double[] divergence = divergences.copy();
        RowErrors rowErrors = RowErrors.of(errors.copy(), variances.copy());
        return ofAllValues
                .withPlots(new Plots(
                        pairs,
                        new RowPlots(
                                worst.top(),
                                RowSeries.runs(divergence, errors.copy()),
                                RowSeries.divergences(divergence))))
                .withRows(
                        metrics(rowErrors),
                        new RowFigures(
                                worst.list(), nearTies, flips, norms, rowErrors.without(nan, leftOut.copy()), single));
    }

    private Metrics metrics(RowErrors rowErrors) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        if (measured > 1) {
            double[] sorted = rowErrors.sorted();
            values.put(Metric.P90_ROW_NMSE, Distribution.percentile(sorted, sorted.length, 0.9));
            values.put(Metric.P999_ROW_NMSE, Distribution.percentile(sorted, sorted.length, 0.999));
        }
        if (measured > single && distributions) {
            addDistributions(values);
        }
        if (measured > single && !cosineMissing) {
            values.put(Metric.COSINE_SIMILARITY, mean(cosines));
            values.put(Metric.LOWEST_COSINE_SIMILARITY, lowestCosine);
        }
        return Metrics.of(values);
    }

    private void addDistributions(Map<Metric, Double> values) {
        double[] sorted = divergences.copy();
        Arrays.sort(sorted); // NaN comes last
        int rows = (int) (measured - single);
        values.put(Metric.MEAN_KL_DIVERGENCE, mean(sumOfDivergences));
        values.put(Metric.MEDIAN_KL_DIVERGENCE, Distribution.percentile(sorted, rows, 0.5));
        values.put(Metric.P99_KL_DIVERGENCE, Distribution.percentile(sorted, rows, 0.99));
        values.put(Metric.MAX_KL_DIVERGENCE, sorted[rows - 1]);
        values.put(Metric.TOP1_AGREEMENT, (double) sameChoices / rows);
        values.put(Metric.TOP10_OVERLAP, mean(overlaps));
        values.put(Metric.RMS_TOP1_DELTA_P, Math.sqrt(mean(squaresOfDeltaP)));
    }

    /** Returns the mean over the rows that have at least two entries. */
    private double mean(DoubleDoubleSum sum) {
        return sum.value()
                .dividedBy(DoubleDouble.of((double) (measured - single)))
                .value();
    }
}
