package io.github.modelconversion.measure.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two shapes with the same number of dimensions that differ in one of them.
 *
 * @param longer the side that is longer in that dimension
 * @param shorter the other side
 * @param axis index of the differing dimension
 * @param isGuessed whether neither side has rows, so that their length is the greatest common one
 */
record Alignment(TrialSide longer, TrialSide shorter, int axis, boolean isGuessed) {

    /** Returns all alignments of two sides of different length. */
    static List<Alignment> of(TrialSide longer, TrialSide shorter) {
        TrialSide rows = inRowsOf(longer, shorter);
        TrialSide fewerRows = inRowsOf(shorter, longer);
        boolean isGuessed =
                longer.dimensions().size() == 1 && shorter.dimensions().size() == 1;
        List<Alignment> alignments = new ArrayList<>();
        int missing = rows.dimensions().size() - fewerRows.dimensions().size();
        if (missing == 0) {
            add(alignments, rows, fewerRows, isGuessed);
        } else if (missing == 1) {
            for (int place = 0; place < rows.dimensions().size(); place++) {
                List<Long> dimensions = new ArrayList<>(fewerRows.dimensions());
                dimensions.add(place, 1L);
                add(alignments, rows, fewerRows.inShape(dimensions), isGuessed);
            }
        }
        return alignments;
    }

    private static void add(List<Alignment> alignments, TrialSide longer, TrialSide shorter, boolean isGuessed) {
        List<Long> more = longer.dimensions();
        List<Long> fewer = shorter.dimensions();
        int[] axes = IntStream.range(0, more.size())
                .filter(i -> !more.get(i).equals(fewer.get(i)))
                .toArray();
        if (axes.length == 1 && more.get(axes[0]) <= Grid.MOST_VALUES) {
            alignments.add(new Alignment(longer, shorter, axes[0], isGuessed));
        }
    }

    /**
     * Gives a side without rows those of the other; if neither has any, rows of the greatest length that divides both sides.
     */
    private static TrialSide inRowsOf(TrialSide side, TrialSide other) {
        List<Long> dimensions = other.dimensions();
        if (side.dimensions().size() > 1) {
            return side;
        }
        long width = dimensions.size() > 1
                ? dimensions.get(dimensions.size() - 1)
                : greatestCommonDivisor(side.count(), other.count());
        return width > 1 && side.count() % width == 0 ? side.inShape(List.of(side.count() / width, width)) : side;
    }

    private static long greatestCommonDivisor(long one, long other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    int lengthOfLonger() {
        return Math.toIntExact(longer.dimensions().get(axis));
    }

    int lengthOfShorter() {
        return Math.toIntExact(shorter.dimensions().get(axis));
    }

    long outer() {
        return longer.product(0, axis);
    }

    long inner() {
        return longer.product(axis + 1, longer.dimensions().size());
    }

    /** Returns whether the differing dimension counts rows. */
    boolean isOfRows() {
        return axis == longer.dimensions().size() - 2;
    }

    /** Returns the name of an item of the differing dimension, such as "row 7". */
    String item(int at) {
        return unit("", " " + at);
    }

    /** Returns the name of a range of items, both ends included. */
    String items(int first, int last) {
        return unit("s", " " + first + " to " + last);
    }

    /** Returns the noun for items of the differing dimension, singular or plural. */
    String units(int items) {
        return unit(items == 1 ? "" : "s", "");
    }

    private String unit(String plural, String numbers) {
        int last = longer.dimensions().size() - 1;
        return axis == last
                ? "column" + plural + numbers
                : axis == last - 1 ? "row" + plural + numbers : "item" + plural + numbers + " of dimension " + axis;
    }
}
