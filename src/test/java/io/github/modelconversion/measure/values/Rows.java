package io.github.modelconversion.measure.values;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Rows of numbers for tests. */
final class Rows {

    private Rows() {}

    static double[] map(double[] values, DoubleUnaryOperator operator) {
        return Arrays.stream(values).map(operator).toArray();
    }

    static double[] plus(double[] values, double[] others, double factor) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] + others[i] * factor)
                .toArray();
    }

    static double[] gaussians(Random random, int n, double deviation) {
        return map(new double[n], x -> random.nextGaussian() * deviation);
    }

    /** Returns {@code n} numbers with few enough bits to be added without error. */
    static double[] grid(Random random, int n) {
        return map(gaussians(random, n, 4), x -> Math.rint(x * 0x1p10) * 0x1p-10);
    }

    /** Returns {@code n} numbers of random sign and of a binary exponent drawn from a range of {@code exponents}. */
    static double[] spread(Random random, int n, int exponents) {
        return map(
                new double[n], x -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(exponents) - exponents / 2));
    }

    /** Returns all sums of a first and a second value, a row for each first one. */
    static double[] outerSum(double[] first, double[] second) {
        return IntStream.range(0, first.length * second.length)
                .mapToDouble(i -> first[i / second.length] + second[i % second.length])
                .toArray();
    }

    /** Returns a row with a masked entry before each given one. */
    static double[] everyOtherMasked(double[] values) {
        return IntStream.range(0, 2 * values.length)
                .mapToDouble(i -> i % 2 == 0 ? Double.NEGATIVE_INFINITY : values[i / 2])
                .toArray();
    }
}
