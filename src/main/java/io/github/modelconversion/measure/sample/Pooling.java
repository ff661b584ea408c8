package io.github.modelconversion.measure.sample;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Checks whether an item of the longer side, or the mean of all items, matches the only item of the shorter side. */
final class Pooling {

    /** Largest deviation of a unit vector's length from 1. */
    private static final double UNIT = 1e-3;

    private final Alignment alignment;
    private final WindowWords words;
    private final Grid longer;
    private final int outers;
    private final int columns;
    private final double[] single;

    Pooling(Alignment alignment, Grid longer, Grid shorter, int outers, int columns) {
        this.alignment = alignment;
        this.words = new WindowWords(alignment);
        this.longer = longer;
        this.outers = outers;
        this.columns = columns;
        this.single = new double[outers * columns];
        Arrays.setAll(single, i -> shorter.value(i / columns, 0, i % columns));
    }

    void tryAll(ShapeTrials trials) {
        int items = alignment.lengthOfLonger();
        double[] mean = new double[single.length];
        for (int item = 0; item < items; item++) {
            double[] one = new double[single.length];
            for (int i = 0; i < one.length; i++) {
                one[i] = longer.value(i / columns, item, i % columns);
                mean[i] += one[i] / items;
            }
            int at = item;
            boolean scaled = isScaled(one);
            trials.add(nmse(one, scaled), () -> words.single(at, scaled));
        }
        boolean scaled = isScaled(mean);
        trials.add(nmse(mean, scaled), () -> words.mean(scaled));
    }

    /** Returns whether exactly one of the two has unit length; false if only parts were read. */
    private boolean isScaled(double[] candidate) {
        return columns == alignment.inner() && isUnit(candidate) != isUnit(single);
    }

    private double nmse(double[] candidate, boolean scaled) {
        double[] one = scaled ? atUnitLength(candidate) : candidate;
        double[] other = scaled ? atUnitLength(single) : single;
        IntToDoubleFunction ofLonger = i -> one[i];
        IntToDoubleFunction ofShorter = i -> other[i];
        return alignment.longer().isReference()
                ? RowSample.nmse(one.length, ofLonger, ofShorter)
                : RowSample.nmse(one.length, ofShorter, ofLonger);
    }

    private boolean isUnit(double[] vectors) {
        for (int outer = 0; outer < outers; outer++) {
            if (!(Math.abs(length(vectors, outer) - 1) <= UNIT)) {
                return false;
            }
        }
        return true;
    }

    private double[] atUnitLength(double[] vectors) {
        double[] units = vectors.clone();
        for (int outer = 0; outer < outers; outer++) {
            double length = length(vectors, outer);
            for (int i = outer * columns; i < (outer + 1) * columns; i++) {
                units[i] /= length;
            }
        }
        return units;
    }

    private double length(double[] vectors, int outer) {
        double squares = 0;
        for (int i = outer * columns; i < (outer + 1) * columns; i++) {
            squares += vectors[i] * vectors[i];
        }
        return Math.sqrt(squares);
    }
}
