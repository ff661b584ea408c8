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

    /** Most pairs plotted, if they are a fair sample. */
    private static final int FAIR = 1 << 14;

    /** Smallest share of the largest error that a fair sample shows; of normal errors, it shows more than two thirds. */
    private static final double NEARLY = 0.5;

    private final long total;
    private final long width;
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
        this.width = width;
        this.step = step((total - 1) / MOST + 1, width);
    }

    /** Returns the smallest step of at least the given size that prefers no column. */
    private static long step(long least, long width) {
        long step = Math.max(1, least);
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

    /**
     * Returns the plot data of some of the pairs if these show how far errors reach, else of all pairs.
     *
     * @param largest the largest absolute error of all pairs of the input
     */
    public PairPlots plots(double largest) {
        long every = step((references.count() - 1) / FAIR + 1, width);
        PairBins some = PairBins.of(references.each(every), tests.each(every));
        PairBins bins = every == 1 || some.largestError() >= NEARLY * largest
                ? some
                : PairBins.of(references.copy(), tests.copy());
        return bins.plots(total);
    }
}
