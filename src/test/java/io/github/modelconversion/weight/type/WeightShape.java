package io.github.modelconversion.weight.type;

import java.util.Random;

/** Distributions of weights, as found in models or worse. */
public enum WeightShape {
    NORMAL {
        @Override
        double next(Random random, int index) {
            return random.nextGaussian();
        }
    },
    LAPLACE {
        @Override
        double next(Random random, int index) {
            return Math.log(1 - random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
        }
    },
    UNIFORM {
        @Override
        double next(Random random, int index) {
            return 2 * random.nextDouble() - 1;
        }
    },
    STUDENT_3 {
        @Override
        double next(Random random, int index) {
            return student(random, 3);
        }
    },
    STUDENT_4 {
        @Override
        double next(Random random, int index) {
            return student(random, 4);
        }
    },
    STUDENT_10 {
        @Override
        double next(Random random, int index) {
            return student(random, 10);
        }
    },
    /** Rows of different magnitudes. */
    ROWS {
        @Override
        double next(Random random, int index) {
            return random.nextGaussian() * Math.exp(0.7 * new Random(index / ROW).nextGaussian());
        }
    },
    /** Around one, like the weights of norms. */
    AROUND_ONE {
        @Override
        double next(Random random, int index) {
            return 1 + random.nextGaussian();
        }
    },
    /** One column in 256 is ten times larger. */
    LARGE_COLUMN {
        @Override
        double next(Random random, int index) {
            return random.nextGaussian() * (index % 256 == 77 ? 10 : 1);
        }
    },
    /** One column in a row is 20 times larger. */
    LARGER_COLUMN {
        @Override
        double next(Random random, int index) {
            return random.nextGaussian() * (index % ROW == 77 ? 20 : 1);
        }
    },
    /** One column in 256 is 50 times larger: almost all of the tensor's energy. */
    HUGE_COLUMN {
        @Override
        double next(Random random, int index) {
            return random.nextGaussian() * (index % 256 == 77 ? 50 : 1);
        }
    };

    private static final int ROW = 1024;

    /** A usual standard deviation of weights. */
    private static final double DEVIATION = 0.02;

    abstract double next(Random random, int index);

    /** Returns {@code count} weights in rows of 1 024; the same ones every time. */
    public float[] draw(int count) {
        Random random = new Random(7);
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = (float) (DEVIATION * next(random, i));
        }
        return weights;
    }

    private static double student(Random random, int freedom) {
        double squares = 0;
        for (int i = 0; i < freedom; i++) {
            double normal = random.nextGaussian();
            squares += normal * normal;
        }
        return random.nextGaussian() / Math.sqrt(squares / freedom);
    }
}
