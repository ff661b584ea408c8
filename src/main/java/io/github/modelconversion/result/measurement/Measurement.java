package io.github.modelconversion.result.measurement;

import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.row.RowFigures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The computed figures of one comparison, before judging.
 *
 * @param entries the entries, compared or not
 * @param metrics the metrics; if there are non-finite values, only those that they do not affect
 * @param largestError the largest error among the entries compared
 * @param constantReference whether all compared entries of the reference are equal
 * @param dominant the entries that dominate the reference's variance, if any
 * @param rows the figures of the rows; none if a value is not finite
 * @param plots the plot data
 */
public record Measurement(
        Entries entries,
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

    /** Returns the measurement of entries whose rows have no figures. */
    public static Measurement of(
            Entries entries, Metrics metrics, Optional<LargestError> largestError, boolean constantReference) {
        return new Measurement(
                entries, metrics, largestError, constantReference, Optional.empty(), RowFigures.NONE, Plots.NONE);
    }

    /** Returns whether either side has a NaN or an infinity that is not masked. */
    public boolean hasNonFinite() {
        return entries.hasNonFinite();
    }

    /** Returns whether masking left too little to judge. */
    public boolean nothingCompared() {
        return entries.masked() > 0 && entries.compared() < 2 && !hasNonFinite();
    }

    /** Returns whether at least one entry was compared and all compared entries are equal on both sides. */
    public boolean identical() {
        return !hasNonFinite()
                && largestError.isPresent()
                && largestError.get().reference() == largestError.get().test();
    }

    /** Returns this measurement with the entries that dominate the reference's variance. */
    public Measurement withDominant(DominantEntries some) {
        return new Measurement(entries, metrics, largestError, constantReference, Optional.of(some), rows, plots);
    }

    /** Returns this measurement with the figures of its rows. */
    public Measurement withRows(Metrics ofRows, RowFigures figures) {
        return new Measurement(entries, metrics.and(ofRows), largestError, constantReference, dominant, figures, plots);
    }

    /**
     * Returns this measurement of probabilities with the divergences of another one.
     *
     * @param logarithms the measurement of their logarithms
     */
    public Measurement withDivergencesOf(Measurement logarithms) {
        return new Measurement(
                entries,
                metrics.with(logarithms.metrics, OF_LOGARITHMS),
                largestError,
                constantReference,
                dominant,
                rows.withDivergencesOf(logarithms.rows),
                new Plots(plots.ofPairs(), plots.ofRows().withDivergencesOf(logarithms.plots.ofRows())));
    }

    /** Returns this measurement with plot data. */
    public Measurement withPlots(Plots pictures) {
        return new Measurement(entries, metrics, largestError, constantReference, dominant, rows, pictures);
    }

    /**
     * Returns this measurement with the texts of the tokens that are known.
     *
     * @param tokens the texts by index in a row
     * @param width number of values per row
     */
    public Measurement named(Map<Long, String> tokens, long width) {
        return new Measurement(
                entries,
                metrics,
                largestError.map(largest -> largest.named(tokens, width)),
                constantReference,
                dominant,
                rows.named(tokens),
                plots.named(tokens));
    }
}
