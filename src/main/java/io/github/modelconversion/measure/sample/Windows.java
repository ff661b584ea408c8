package io.github.modelconversion.measure.sample;

import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Finds the items of the longer side, along the differing dimension, that match the shorter side. */
final class Windows {

    /** Approximate maximum number of pairs compared by all windows together. */
    private static final long MOST_PAIRS = 1 << 25;

    private static final long LEAST_PAIRS = 512;

    private final Alignment alignment;
    private final WindowWords words;
    private final int length;
    private final int outers;
    private final int columns;
    private final Grid longer;
    private final Grid shorter;

    Windows(Alignment alignment) throws IOException {
        this.alignment = alignment;
        this.words = new WindowWords(alignment);
        this.length = alignment.lengthOfShorter();
        Grid.Size size = Grid.Size.of(alignment);
        this.outers = size.outers();
        this.columns = size.columns();
        this.longer = Grid.read(alignment.longer(), alignment.axis(), size);
        this.shorter = Grid.read(alignment.shorter(), alignment.axis(), size);
    }

    void tryAll(ShapeTrials trials) {
        if (length == 1) {
            new Pooling(alignment, longer, shorter, outers, columns).tryAll(trials);
            return;
        }
        int extra = alignment.lengthOfLonger() - length;
        for (int first = 0; first <= extra; first++) {
            int from = first;
            trials.add(nmse(at -> from + at, extra + 1), () -> words.window(from));
        }
        if (!trials.agrees()) {
            int from = likeliestGap(extra);
            trials.add(nmse(at -> at < from ? at : at + extra, 1), () -> words.without(from));
        }
    }

    /** Returns the NMSE when each item of the shorter side is compared with one of the longer side. */
    private double nmse(IntUnaryOperator items, int windows) {
        long all = (long) outers * length * columns;
        int pairs = (int) Math.min(all, Math.max(LEAST_PAIRS, MOST_PAIRS / windows));
        IntToDoubleFunction ofShorter = pair -> {
            int place = (int) (pair * all / pairs);
            return shorter.value(place / columns / length, place / columns % length, place % columns);
        };
        IntToDoubleFunction ofLonger = pair -> {
            int place = (int) (pair * all / pairs);
            return longer.value(place / columns / length, items.applyAsInt(place / columns % length), place % columns);
        };
        return alignment.longer().isReference()
                ? RowSample.nmse(pairs, ofLonger, ofShorter)
                : RowSample.nmse(pairs, ofShorter, ofLonger);
    }

    /**
     * Returns the most likely start of the gap: items before it match best in place, items after it shifted by the surplus.
     */
    private int likeliestGap(int extra) {
        double error = 0;
        for (int at = 0; at < length; at++) {
            error += squaredError(at, at + extra);
        }
        double least = error;
        int gap = 0;
        for (int at = 0; at < length; at++) {
            error += squaredError(at, at) - squaredError(at, at + extra);
            if (error < least) {
                least = error;
                gap = at + 1;
            }
        }
        return gap;
    }

    private double squaredError(int ofShorter, int ofLonger) {
        double sum = 0;
        for (int outer = 0; outer < outers; outer++) {
            for (int column = 0; column < columns; column++) {
                double error = longer.value(outer, ofLonger, column) - shorter.value(outer, ofShorter, column);
                sum += Double.isNaN(error) ? 0 : error * error;
            }
        }
        return sum;
    }
}
