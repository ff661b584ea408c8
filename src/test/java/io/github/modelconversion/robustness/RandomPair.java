package io.github.modelconversion.robustness;

import io.github.modelconversion.input.tensor.Storage;
import io.github.modelconversion.result.output.OutputKind;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** A valid pair of outputs such as no engine writes: any shape and magnitude, masked or not, stored in any way. */
final class RandomPair {

    private static final double MASKED = Double.NEGATIVE_INFINITY;

    /** Sizes around the borders of groups, vector loops, blocks and chunks. */
    private static final int[] TELLING = {
        1, 2, 3, 7, 8, 9, 10, 11, 31, 32, 33, 255, 257, 511, 512, 513, 1000, 2047, 2049, 8191, 8192, 8193, 8200, 16_391,
        65_535, 65_536, 65_537, 73_729
    };

    private static final int SMALL = 15;

    final OutputKind kind;
    final int rows;
    final int width;
    final double[] reference;
    final double[] test;
    final Storage ofReference;
    final Storage ofTest;

    RandomPair(Random random) {
        ofReference = Storage.draw(random);
        ofTest = random.nextInt(4) == 0 ? Storage.draw(random) : ofReference;
        width = width(random);
        rows = Math.max(1, Math.min(rows(random), most(random) / width));
        reference = values(random, rows, width);
        test = test(random, reference);
        Arrays.setAll(reference, i -> ofReference.nearest(reference[i]));
        Arrays.setAll(test, i -> ofTest.nearest(test[i]));
        mask(random);
        kind = random.nextInt(5) > 0
                ? OutputKind.LOGITS
                : random.nextBoolean() ? OutputKind.EMBEDDINGS : OutputKind.ACTIVATIONS;
    }

    private static int width(Random random) {
        int kind = random.nextInt(1000);
        return kind < 600
                ? 1 + random.nextInt(40)
                : kind < 900
                        ? TELLING[random.nextInt(SMALL)]
                        : kind < 993 ? 1 + random.nextInt(2000) : TELLING[random.nextInt(TELLING.length)];
    }

    /** Returns the largest number of values of a pair: mostly few, so that many pairs take little time. */
    private static int most(Random random) {
        int kind = random.nextInt(1000);
        return kind < 960 ? 1500 : kind < 997 ? 20_000 : 150_000;
    }

    private static int rows(Random random) {
        return random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(random.nextInt(8) == 0 ? 20_000 : 20);
    }

    private static double[] values(Random random, int rows, int width) {
        double scale = Math.pow(10, random.nextInt(6) - 2);
        double huge = Math.scalb(1 + random.nextDouble(), random.nextInt(130));
        double tiny = Math.scalb(1 + random.nextDouble(), -random.nextInt(160));
        int levels = 1 + random.nextInt(5);
        int exponents = 1 + random.nextInt(120);
        double offset = Math.pow(10, random.nextInt(9)) * (random.nextBoolean() ? 1 : -1);
        IntToDoubleFunction gaussian = i -> random.nextGaussian() * scale;
        IntToDoubleFunction value = switch (random.nextInt(17)) {
            case 0 -> i -> offset;
            case 1 -> i -> (random.nextInt(levels) - levels / 2) * scale;
            case 2 -> i -> offset + random.nextGaussian() * 1e-2;
            case 3 -> i -> random.nextGaussian() * huge;
            case 4 -> i -> random.nextGaussian() * tiny;
            case 5 -> i -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(exponents) - exponents / 2);
            case 6 -> i -> random.nextGaussian() * 1e-41;
            case 7 -> i -> (random.nextDouble() - 0.5) * 2 * Float.MAX_VALUE;
            case 8 -> i -> (random.nextDouble() - 0.5) * 2 * Double.MAX_VALUE;
            case 9 -> i -> random.nextGaussian() * (random.nextBoolean() ? 1e-310 : 1e-150);
            case 10 -> i -> random.nextInt(3) == 0 ? random.nextGaussian() : random.nextBoolean() ? 0.0 : -0.0;
            case 11 -> i -> i == 0 ? offset * 1e3 : random.nextGaussian();
            case 12 -> i -> i * scale / width;
            case 13 -> i -> offset * Math.floorDiv(i, width) + random.nextGaussian();
            default -> gaussian;
        };
        double[] values = new double[rows * width];
        Arrays.setAll(values, value);
        return values;
    }

    private static double[] test(Random random, double[] reference) {
        double noise = Math.pow(10, -random.nextInt(14)) * deviation(reference);
        double factor = random.nextBoolean() ? 1 + 1e-4 * random.nextGaussian() : Math.pow(10, random.nextInt(9) - 6);
        int only = random.nextInt(reference.length);
        IntToDoubleFunction value = switch (random.nextInt(14)) {
            case 0 -> i -> reference[i];
            case 1 -> i -> reference[i] * factor;
            case 2 -> i -> reference[i] + 3 * noise;
            case 3 -> i -> Math.nextUp((float) reference[i]);
            case 4 -> i -> Math.nextUp(reference[i]);
            case 5 -> i -> random.nextGaussian() * (1 + noise);
            case 6 -> i -> i == only ? -reference[i] : reference[i];
            case 7 -> i -> -reference[i];
            case 8 -> i -> reference[only];
            default -> i -> reference[i] + random.nextGaussian() * noise;
        };
        double[] test = new double[reference.length];
        Arrays.setAll(test, value);
        return test;
    }

    /** Returns the rough size of the values' differences. */
    private static double deviation(double[] values) {
        double first = values[0];
        return Arrays.stream(values)
                .map(value -> Math.abs(value - first))
                .average()
                .orElseThrow();
    }

    private void mask(Random random) {
        int way = random.nextInt(20);
        double share = random.nextDouble();
        int kept = random.nextInt(reference.length);
        int column = random.nextInt(width);
        for (int i = 0; i < reference.length; i++) {
            boolean masked = switch (way) {
                case 0, 1 -> random.nextDouble() < share;
                case 2 -> i % width >= column;
                case 3 -> i % width < column;
                case 4 -> i / width == kept / width && random.nextInt(10) > 0;
                case 5 -> i != kept && share < 0.5;
                default -> false;
            };
            if (masked) {
                reference[i] = MASKED;
                test[i] = MASKED;
            } else if (way == 6 && i % width <= column / 8) {
                // A mask made of numbers.
                reference[i] = ofReference.nearest(-1e30);
                test[i] = ofTest.nearest(-1e30);
            }
        }
    }

    /** Returns the shape to store in a file that has one. */
    long[] dimensions() {
        return rows == 1 && width % 2 == 0
                ? new long[] {width}
                : rows % 2 == 0 && width > 1 ? new long[] {1, rows / 2, 2, width} : new long[] {rows, width};
    }

    @Override
    public String toString() {
        return kind + ", " + rows + " x " + width + ", " + ofReference + ", " + ofTest;
    }
}
