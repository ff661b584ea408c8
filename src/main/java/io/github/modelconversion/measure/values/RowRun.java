package io.github.modelconversion.measure.values;

import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.sum.PairMoments;
import io.github.modelconversion.measure.sum.Row;
import io.github.modelconversion.result.measurement.Measurement;

/**
 * What was measured of consecutive values: whole rows, and the parts of rows at both ends. Feed it block by block, or combine
 * the runs that follow in their order: the result depends on where blocks and runs begin, and on nothing else.
 *
 * <p>Takes a few kilobytes, 24 bytes for each row, and 16 for each of at most 2^18 pairs that its plots show. Not safe for use by several threads.
 */
public final class RowRun {

    private final long width;
    private final RowStatistics rows;
    private final PairSample sample;
    private long next;

    /** The end of a row that began before this run. */
    private Row head;

    private boolean hasHead;

    /** The beginning of a row, or a middle, whose end has not been seen. */
    private Row open;

    private boolean hasOpen;

    /**
     * Creates an empty run that begins with the first value.
     *
     * @param total how many values all rows have
     * @param width how many values a row has
     * @param distributions whether the softmax of a row means something: so for logits, not for embeddings
     */
    public RowRun(long total, long width, boolean distributions) {
        this.width = width;
        this.sample = new PairSample(total, width);
        // The softmax of one value is 1 whatever it is.
        boolean some = distributions && width > 1;
        this.rows = new RowStatistics(width, some);
        this.head = new Row(some);
        this.open = new Row(some);
    }

    /** Empties this run and lets it begin at an index, counted over all values. */
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
            closeAtItsEnd();
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
        closeAtItsEnd();
    }

    private Row openRow(long firstIndex) {
        if (!hasOpen) {
            open.clear(firstIndex);
            hasOpen = true;
        }
        return open;
    }

    private void closeAtItsEnd() {
        if (next % width != 0) {
            return;
        }
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

    /** Returns the moments of all whole rows together. */
    public PairMoments moments() {
        return rows.moments();
    }

    /** Returns what was measured of all whole rows. */
    public Measurement measurement() {
        return rows.measurement(sample.plots());
    }
}
