package io.github.modelconversion.result.row;

/**
 * The lengths (Euclidean norms) of the rows of both sides.
 *
 * @param reference the reference's lengths
 * @param test the test's lengths
 * @param ratio the test's length divided by the reference's, row by row
 */
public record RowNormRanges(Range reference, Range test, Range ratio) {

    public static final RowNormRanges NONE = new RowNormRanges(Range.NONE, Range.NONE, Range.NONE);

    public static RowNormRanges of(double reference, double test) {
        return new RowNormRanges(
                new Range(reference, reference), new Range(test, test), new Range(test / reference, test / reference));
    }

    public RowNormRanges combine(RowNormRanges next) {
        return new RowNormRanges(reference.combine(next.reference), test.combine(next.test), ratio.combine(next.ratio));
    }

    /**
     * A range of numbers.
     *
     * @param lowest the lowest; positive infinity if there are none
     * @param highest the highest; negative infinity if there are none
     */
    public record Range(double lowest, double highest) {

        static final Range NONE = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

        Range combine(Range next) {
            return new Range(Math.min(lowest, next.lowest), Math.max(highest, next.highest));
        }

        /** Returns whether there are numbers and all of them are within a distance of a value. */
        public boolean isAround(double value, double distance) {
            return lowest <= highest && lowest >= value - distance && highest <= value + distance;
        }
    }
}
