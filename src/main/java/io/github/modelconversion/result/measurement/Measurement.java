package io.github.modelconversion.result.measurement;

import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.row.RowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The computed figures of one comparison, before judging.
 *
 * @param compared number of entries compared: finite on both sides
 * @param masked number of entries excluded because both sides are −inf
 * @param nonFiniteReference the reference's NaN and infinite values, except masked ones
 * @param nonFiniteTest the test's NaN and infinite values, except masked ones
 * @param metrics the metrics; if there are non-finite values, only those that they do not affect
 * @param largestError the largest error among the entries compared
 * @param constantReference whether all compared entries of the reference are equal
 * @param dominant the entries that dominate the reference's variance, if any
 * @param rows the figures of the rows; none if a value is not finite
 * @param plots the plot data
 */
public record Measurement(
        long compared,
        long masked,
        NonFinite nonFiniteReference,
        NonFinite nonFiniteTest,
        Metrics metrics,
        Optional<LargestError> largestError,
        boolean constantReference,
        Optional<DominantEntries> dominant,
        RowFigures rows,
        Plots plots) {

    /** Metrics that a softmax of probabilities would make too small. */
    private static final List<Metric> OF_LOGARITHMS = List.of(
            Metric.MEAN_KL_DIVERGENCE,
            Metric.MEDIAN_KL_DIVERGENCE,
            Metric.P99_KL_DIVERGENCE,
            Metric.MAX_KL_DIVERGENCE,
            Metric.RMS_TOP1_DELTA_P);

    /** Returns whether either side has a NaN or an infinity that is not masked. */
    public boolean hasNonFinite() {
        return nonFiniteReference.present() || nonFiniteTest.present();
    }

    /** Returns whether masking left too little to judge. */
    public boolean nothingCompared() {
        return masked > 0 && compared < 2 && !hasNonFinite();
    }

    /** Returns whether at least one entry was compared and all compared entries are equal on both sides. */
    public boolean identical() {
        return !hasNonFinite()
                && largestError
                        .map(largest -> largest.reference() == largest.test())
                        .orElse(false);
    }

    /** Returns this measurement with the entries that dominate the reference's variance. */
    public Measurement withDominant(DominantEntries entries) {
        return new Measurement(
                compared,
                masked,
                nonFiniteReference,
                nonFiniteTest,
                metrics,
                largestError,
                constantReference,
                Optional.of(entries),
                rows,
                plots);
    }

    /** Returns this measurement with the figures of its rows. */
    public Measurement withRows(Metrics ofRows, RowFigures figures) {
        return new Measurement(
                compared,
                masked,
                nonFiniteReference,
                nonFiniteTest,
                metrics.and(ofRows),
                largestError,
                constantReference,
                dominant,
                figures,
                plots);
    }

    /**
     * Returns this measurement of probabilities with the divergences of another one.
     *
     * @param logarithms the measurement of their logarithms
     */
    public Measurement withDivergencesOf(Measurement logarithms) {
        List<PositionRun> runs = new ArrayList<>();
        for (int i = 0;
                i < plots.byPosition().size() && !logarithms.plots.byPosition().isEmpty();
                i++) {
            runs.add(plots.byPosition()
                    .get(i)
                    .withDivergencesOf(logarithms.plots.byPosition().get(i)));
        }
        return new Measurement(
                compared,
                masked,
                nonFiniteReference,
                nonFiniteTest,
                metrics.with(logarithms.metrics, OF_LOGARITHMS),
                largestError,
                constantReference,
                dominant,
                new RowFigures(
                        logarithms.rows.worst(),
                        logarithms.rows.nearTies(),
                        logarithms.rows.flips(),
                        rows.norms(),
                        rows.errors(),
                        rows.single()),
                plots.withRows(logarithms.plots.top(), runs, logarithms.plots.klDivergences()));
    }

    /** Returns this measurement with plot data. */
    public Measurement withPlots(Plots pictures) {
        return new Measurement(
                compared,
                masked,
                nonFiniteReference,
                nonFiniteTest,
                metrics,
                largestError,
                constantReference,
                dominant,
                rows,
                pictures);
    }
}
