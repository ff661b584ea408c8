package io.github.modelconversion.result.output;

import io.github.modelconversion.input.file.UnusableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dimensions of an array in C order, without leading dimensions of size 1. Rows of one value keep their last dimension.
 * Immutable.
 *
 * @param dimensions at least one; each at least 1
 */
public record Shape(List<Long> dimensions) {

    /** Most dimensions: more than any model's outputs have; attention weights have four. */
    private static final int MOST_DIMENSIONS = 8;

    /** Most values of which the variance is a matter of chance. */
    private static final int TOO_FEW = 3;

    /**
     * Drops leading dimensions of size 1; a shape without dimensions is a single value.
     *
     * @throws IllegalArgumentException if a dimension is less than 1
     * @throws ArithmeticException if the product of the dimensions exceeds a long
     */
    public Shape {
        List<Long> kept = new ArrayList<>(dimensions);
        while (kept.size() > 1 && kept.get(0) == 1) {
            kept.remove(0);
        }
        dimensions = kept.isEmpty() ? List.of(1L) : List.copyOf(kept);
        product(dimensions);
    }

    /**
     * Returns the shape that a file declares for a tensor, without its dimensions of size 1: these change neither the
     * values' order nor, since a row has more than one value, the ends of rows. So an array of n × 1 is one row of n values;
     * only {@link Layout} makes rows of one value.
     *
     * @param dimensions the dimensions, the outermost first
     * @param type the element type
     * @param place the file's name, and the tensor's if it has one
     * @param remedy what to do about an impossible shape
     * @throws UnusableInputException if there are no values, too many dimensions, or more bytes than a long can count
     */
    public static Shape read(List<Long> dimensions, ElementType type, String place, String remedy)
            throws UnusableInputException {
        if (dimensions.size() > MOST_DIMENSIONS) {
            throw new UnusableInputException(
                    place,
                    "expected at most " + MOST_DIMENSIONS + " dimensions, found " + dimensions.size(),
                    "Write one array of positions x values");
        }
        if (dimensions.contains(0L)) {
            throw new UnusableInputException(
                    place,
                    "expected values, found an array of shape " + dimensions,
                    "Run the tool that writes it again");
        }
        try {
            Shape shape = new Shape(
                    dimensions.stream().filter(dimension -> dimension != 1).toList());
            Math.multiplyExact(shape.count(), type.size());
            return shape;
        } catch (ArithmeticException tooLarge) {
            throw new UnusableInputException(
                    place, "expected a shape that a file can hold, found " + dimensions, remedy);
        }
    }

    /** Returns the shape of a plain run of values. */
    public static Shape flat(long count) {
        return new Shape(List.of(count));
    }

    /** Returns whether the values are a single run without rows. */
    public boolean isFlat() {
        return dimensions.size() == 1;
    }

    /** Returns the number of values. */
    public long count() {
        return product(dimensions);
    }

    /** Returns whether there are too few values for a meaningful NMSE. */
    public boolean isTooFew() {
        return count() <= TOO_FEW;
    }

    /** Returns the number of values per row: the last dimension. */
    public long width() {
        return dimensions.get(dimensions.size() - 1);
    }

    /** Returns the number of rows. */
    public long positions() {
        return count() / width();
    }

    /** Returns whether arrays of the two shapes can be compared value by value; a flat shape fits any of equal count. */
    public boolean fits(Shape other) {
        // Not the record's own equals: its first call costs a cold JVM 20 ms.
        return dimensions.equals(other.dimensions) || ((isFlat() || other.isFlat()) && count() == other.count());
    }

    /** Returns the dimensions in the usual notation, such as {@code 4 x 512}. */
    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    private static long product(List<Long> dimensions) {
        long product = 1;
        for (long dimension : dimensions) {
            if (dimension < 1) {
                throw new IllegalArgumentException("dimension " + dimension);
            }
            product = Math.multiplyExact(product, dimension);
        }
        return product;
    }
}
