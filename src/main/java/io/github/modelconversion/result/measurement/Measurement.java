package io.github.modelconversion.result.measurement;

import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.row.RowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was computed for one comparison, before anyone judges it.
 *
 * @param compared how many entries were compared: both sides finite
 * @param masked how many entries were left out because both sides are −inf there
 * @param nonFiniteReference the reference's NaN and infinite values, masked ones aside
 * @param nonFiniteTest the test's NaN and infinite values, masked ones aside
 * @param metrics the metrics; with non-finite values only those that they do not touch
 * @param largestError the largest error among the entries compared
 * @param constantReference whether all compared entries of the reference are one and the same value
 * @param dominant the entries that dominate the reference's variance, where some do
 * @param rows what was measured row by row; nothing where a value is not finite
 * @param plots what pictures need
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

    /** What the softmax of probabilities would make too small. */
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

    /** Returns whether masking left so little that nothing can be judged. */
    public boolean nothingCompared() {
        return masked > 0 && compared < 2 && !hasNonFinite();
    }

    /** Returns whether at least one entry was compared and every compared entry is the same on both sides. */
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

    /** Returns this measurement with what was measured row by row. */
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
     * @param logarithms what was measured of their logarithms
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

    /** Returns this measurement with what pictures need. */
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
