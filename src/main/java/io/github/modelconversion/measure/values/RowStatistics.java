package io.github.modelconversion.measure.values;

import io.github.modelconversion.measure.sum.DoubleDoubleSum;
import io.github.modelconversion.measure.sum.PairMoments;
import io.github.modelconversion.measure.sum.PairSums;
import io.github.modelconversion.measure.sum.Row;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.RowPlots;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.result.row.RowFigures;
import io.github.modelconversion.result.row.RowNormRanges;
import io.github.modelconversion.result.row.RowValues;
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
    private final RowDistributions softmaxes;
    private final RowValues errors = new RowValues();
    private final RowValues variances = new RowValues();
    private final DoubleDoubleSum cosines = new DoubleDoubleSum();
    private double lowestCosine;
    private boolean cosineMissing;
    private RowNormRanges norms = RowNormRanges.NONE;

    RowStatistics(long width, boolean distributions) {
        this.width = width;
        this.distributions = distributions;
        this.worst = new WorstRows(distributions);
        this.softmaxes = new RowDistributions(width);
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
        softmaxes.clear();
        errors.clear();
        variances.clear();
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
        double divergence = distributions ? softmaxes.add(row, sums) : Double.NaN;
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
            softmaxes.addNone();
        }
    }

    /**
     * Adds a row with a single unmasked entry: all distributions over it are equal, and so are all directions except for the
     * sign.
     */
    private void addSingle() {
        single++;
        if (distributions) {
            softmaxes.addNone();
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
        softmaxes.combine(next.softmaxes);
        errors.addAll(next.errors);
        variances.addAll(next.variances);
        measured += next.measured;
        single += next.single;
        incomplete |= next.incomplete;
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
        double[] divergence = softmaxes.divergences();
        RowErrors rowErrors = RowErrors.of(errors.copy(), variances.copy());
        return ofAllValues
                .withPlots(new Plots(
                        pairs,
                        new RowPlots(
                                worst.top(),
                                RowSeries.runs(
                                        divergence,
                                        errors.copy(),
                                        distributions ? Optional.of(softmaxes.flipped()) : Optional.empty()),
                                RowSeries.divergences(divergence))))
                .withRows(
                        metrics(rowErrors),
                        new RowFigures(
                                worst.list(),
                                softmaxes.nearTies(),
                                softmaxes.flips(),
                                norms,
                                rowErrors.without(nan, leftOut.copy()),
                                single));
    }

    private Metrics metrics(RowErrors rowErrors) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        if (measured > 1) {
            double[] sorted = rowErrors.sorted();
            values.put(Metric.P90_ROW_NMSE, Distribution.percentile(sorted, sorted.length, 0.9));
            values.put(Metric.P999_ROW_NMSE, Distribution.percentile(sorted, sorted.length, 0.999));
        }
        if (measured > single && distributions) {
            softmaxes.addMetrics(values, (int) (measured - single));
        }
        if (measured > single && !cosineMissing) {
            values.put(Metric.COSINE_SIMILARITY, cosines.mean(measured - single));
            values.put(Metric.LOWEST_COSINE_SIMILARITY, lowestCosine);
        }
        return Metrics.of(values);
    }
}
