package io.github.modelconversion.measure.values;

import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.sum.PairMoments;
import io.github.modelconversion.measure.sum.Row;
import io.github.modelconversion.result.measurement.Measurement;

/**
 * The measurement of consecutive values: whole rows, and partial rows at both ends. Feed it block by block, or combine
 * following runs in order: the result depends only on where blocks and runs begin.
 *
 * <p>Takes a few kilobytes, plus 24 bytes per row and 16 for each of at most 2^18 plotted pairs. Not safe for use by several
 * threads.
 */
public final class RowRun {

    private final long width;
    private final RowStatistics rows;
    private final PairSample sample;
    private long next;

    /** The end of a row that began before this run. */
    private Row head;

    private boolean hasHead;

    /** The beginning or middle of a row whose end has not been seen. */
    private Row open;

    private boolean hasOpen;

    /**
     * Creates an empty run that begins with the first value.
     *
     * @param total number of values in all rows
     * @param width values per row
     * @param distributions whether the softmax of a row is meaningful: true for logits, false for embeddings
     */
    public RowRun(long total, long width, boolean distributions) {
        this.width = width;
        this.sample = new PairSample(total, width);
        // The softmax of a single value is always 1.
        boolean some = distributions && width > 1;
        this.rows = new RowStatistics(width, some);
        this.head = new Row(some);
        this.open = new Row(some);
    }

    /** Empties this run and restarts it at an index, counted over all values. */
    public void clear(long firstIndex) {
        rows.clear();
        sample.clear();
        hasHead = false;
        hasOpen = false;
        next = firstIndex;
    }

    /**
     * Adds the next block.
     *
     * @param reference the reference's values
     * @param test the test's values at the same places
     * @param count how many of them count, from index 0
     * @param kernel the calling thread's kernel
     */
    public void add(double[] reference, double[] test, int count, PairKernel kernel) {
        sample.add(reference, test, count, next);
        int done = 0;
        while (done < count) {
            int now = (int) Math.min(count - done, width - next % width);
            kernel.add(openRow(next), reference, test, done, now, next);
            done += now;
            next += now;
            if (next % width == 0) {
                close();
            }
        }
    }

    /** Adds the run that follows. */
    public void combine(RowRun following) {
        if (following.hasHead) {
            append(following.head, following.head.firstIndex() / width * width + width);
        }
        rows.combine(following.rows);
        sample.combine(following.sample);
        if (following.hasOpen) {
            append(following.open, following.next);
        }
        next = following.next;
    }

    private void append(Row part, long end) {
        openRow(part.firstIndex()).combine(part);
        next = end;
        if (next % width == 0) {
            close();
        }
    }

    private Row openRow(long firstIndex) {
        if (!hasOpen) {
            open.clear(firstIndex);
            hasOpen = true;
        }
        return open;
    }

    /** Called at the end of a row only, so that the compiler does not inline it, with all it calls, into what adds pairs. */
    private void close() {
        hasOpen = false;
        if (open.firstIndex() % width == 0) {
            rows.add(open);
        } else {
            Row end = open;
            open = head;
            head = end;
            hasHead = true;
        }
    }

    /** Returns the combined moments of all whole rows. */
    public PairMoments moments() {
        return rows.moments();
    }

    /** Returns the measurement of all whole rows. */
    public Measurement measurement() {
        return rows.measurement(sample.plots(moments().largestError()));
    }
}
