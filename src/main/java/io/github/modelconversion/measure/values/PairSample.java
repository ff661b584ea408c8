package io.github.modelconversion.measure.values;

import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.row.RowValues;

/**
 * All pairs of a small input, or evenly spaced ones of a large one: those whose index is a multiple of a step that is
 * coprime to the row width, so that no column is preferred. Takes 16 bytes per pair, at most 4 MB. Not safe for use by
 * several threads.
 */
public final class PairSample {

    /** Most pairs kept. More would show nothing new, and the largest vocabularies still fit completely. */
    public static final int MOST = 1 << 18;

    private final long total;
    private final long step;
    private final RowValues references = new RowValues();
    private final RowValues tests = new RowValues();

    /**
     * Creates an empty sample.
     *
     * @param total number of pairs
     * @param width values per row
     */
    public PairSample(long total, long width) {
        this.total = total;
        this.step = step(total, width);
    }

    private static long step(long total, long width) {
        long step = Math.max(1, (total - 1) / MOST + 1);
        while (greatestCommonDivisor(step, width) > 1) {
            step++;
        }
        return step;
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    void clear() {
        references.clear();
        tests.clear();
    }

    /** Adds the sampled pairs of a block that begins at an index. */
    public void add(double[] reference, double[] test, int count, long firstIndex) {
        long skipped = (step - firstIndex % step) % step;
        if (skipped < count) {
            references.addEach(reference, (int) skipped, count, step);
            tests.addEach(test, (int) skipped, count, step);
        }
    }

    /** Adds the pairs that follow. */
    public void combine(PairSample next) {
        references.addAll(next.references);
        tests.addAll(next.tests);
    }

    /** Returns the plot data of the pairs. */
    public PairPlots plots() {
        return PairBins.of(references.copy(), tests.copy()).plots(total);
    }
}
