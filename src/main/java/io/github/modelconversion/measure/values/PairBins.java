package io.github.modelconversion.measure.values;

import io.github.modelconversion.result.plot.Bins;
import io.github.modelconversion.result.plot.Density;
import io.github.modelconversion.result.plot.Histogram;
import io.github.modelconversion.result.plot.MagnitudeBin;
import io.github.modelconversion.result.plot.PairPlots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Counts pairs in bins. Two loops suffice, one for the ranges and one for the counts: each loop costs a cold JVM some
 * milliseconds of compilation.
 */
final class PairBins {

    /** Number of magnitudes distinguished: the largest and those down to 2048 times less. */
    private static final int OCTAVES = 12;

    /** Bound of the values counted: bin edges, and sums over all pairs, stay finite. */
    static final double TOO_LARGE = 0x1p1000;

    private final int count;
    private final Bins errors;
    private final Bins values;
    private final int lowestOctave;
    private final long[] errorCounts;
    private final long[] cells;
    private final long[] octaveCounts = new long[OCTAVES];
    private final double[] sums = new double[OCTAVES];
    private final double[] largest = new double[OCTAVES];

    private PairBins(int count, Bins errors, Bins values, double largestReference) {
        this.count = count;
        this.errors = errors;
        this.values = values;
        this.lowestOctave = Math.max(Double.MIN_EXPONENT, Math.getExponent(largestReference) - OCTAVES + 1);
        this.errorCounts = new long[errors.count()];
        this.cells = new long[values.count() * values.count()];
    }

    /**
     * Counts the pairs whose values are both finite and small enough for the bin edges to be finite.
     *
     * @param reference the reference's values; the counted ones are moved to the front
     * @param test the test's values at the same places; moved likewise
     */
    static PairBins of(double[] reference, double[] test) {
        int count = 0;
        double leastError = 0;
        double mostError = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double largestReference = 0;
        for (int i = 0; i < reference.length; i++) {
            double r = reference[i];
            double t = test[i];
            if (Math.abs(r) + Math.abs(t) < TOO_LARGE) {
                reference[count] = r;
                test[count++] = t;
                leastError = Math.min(leastError, t - r);
                mostError = Math.max(mostError, t - r);
                least = Math.min(least, Math.min(r, t));
                most = Math.max(most, Math.max(r, t));
                largestReference = Math.max(largestReference, Math.abs(r));
            }
        }
        PairBins bins = new PairBins(
                count,
                Bins.aroundZero(leastError, mostError),
                count == 0 ? Bins.over(0, 0) : Bins.over(least, most),
                largestReference);
        bins.add(reference, test);
        return bins;
    }

    private void add(double[] reference, double[] test) {
        for (int i = 0; i < count; i++) {
            double error = test[i] - reference[i];
            errorCounts[errors.place(error)]++;
            cells[values.place(test[i]) * values.count() + values.place(reference[i])]++;
            int octave = Math.max(0, Math.getExponent(reference[i]) - lowestOctave);
            octaveCounts[octave]++;
            sums[octave] += Math.abs(error);
            largest[octave] = Math.max(largest[octave], Math.abs(error));
        }
    }

    /** Returns the largest absolute error of the counted pairs; 0 if there are none. */
    double largestError() {
        double error = 0;
        for (double ofOctave : largest) {
            error = Math.max(error, ofOctave);
        }
        return error;
    }

    /**
     * Returns the plot data.
     *
     * @param of total number of pairs
     */
    PairPlots plots(long of) {
        return new PairPlots(count, of, histogram(), density(), byMagnitude());
    }

    private Optional<Histogram> histogram() {
        return largestError() == 0 ? Optional.empty() : Optional.of(new Histogram(errors.edges(), list(errorCounts)));
    }

    private Optional<Density> density() {
        if (count == 0 || values.isOneValue()) {
            return Optional.empty();
        }
        List<List<Long>> lines = new ArrayList<>();
        for (int i = 0; i < cells.length; i += values.count()) {
            lines.add(list(Arrays.copyOfRange(cells, i, i + values.count())));
        }
        return Optional.of(new Density(values.edges(), lines));
    }

    private List<MagnitudeBin> byMagnitude() {
        List<MagnitudeBin> bins = new ArrayList<>();
        for (int i = 0; i < OCTAVES; i++) {
            if (octaveCounts[i] > 0) {
                bins.add(new MagnitudeBin(
                        i == 0 ? 0 : Math.scalb(1.0, lowestOctave + i),
                        Math.scalb(1.0, lowestOctave + i + 1),
                        octaveCounts[i],
                        sums[i] / octaveCounts[i],
                        largest[i]));
            }
        }
        return bins;
    }

    private static List<Long> list(long[] counts) {
        List<Long> list = new ArrayList<>(counts.length);
        for (long count : counts) {
            list.add(count);
        }
        return list;
    }
}
