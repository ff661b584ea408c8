package io.github.modelconversion.weight.explanation;

import java.util.function.DoubleUnaryOperator;

/** Rounds weights about as the types of GGUF files do, with the NMSE of normally distributed weights. */
enum Rounding {
    F16(0, 0, 0, 0),
    Q8_0(32, -127, 127, 2.9e-5),
    Q5_0(32, -16, 15, 1.8e-3),
    Q4_0(32, -8, 7, 7.4e-3),
    Q4_K(32, 0, 15, 5.1e-3),
    Q3_K(16, -4, 3, 2.3e-2),
    Q2_K(16, 0, 3, 8.8e-2);

    private final int block;
    private final int least;
    private final int most;
    private final double usual;

    Rounding(int block, int least, int most, double usual) {
        this.block = block;
        this.least = least;
        this.most = most;
        this.usual = usual;
    }

    /** Returns the largest NMSE of a correct tensor. */
    double limit() {
        return Math.min(4 * usual, (1 + usual) / 2);
    }

    float[] round(float... values) {
        float[] rounded = values.clone();
        if (block == 0) {
            for (int i = 0; i < values.length; i++) {
                rounded[i] = (float) half(values[i]);
            }
        } else {
            for (int from = 0; from < values.length; from += block) {
                roundBlock(rounded, from);
            }
        }
        return rounded;
    }

    private void roundBlock(float[] values, int from) {
        double smallest = 0;
        double largest = 0;
        for (int i = from; i < from + block; i++) {
            smallest = Math.min(smallest, values[i]);
            largest = Math.max(largest, values[i]);
        }
        boolean shifted = least == 0;
        double extreme = -smallest > largest ? smallest : largest;
        double step = half(shifted ? (largest - smallest) / most : extreme / least);
        double offset = shifted ? half(smallest) : 0;
        DoubleUnaryOperator rounded = value -> step == 0
                ? offset
                : offset + step * Math.max(least, Math.min(most, Math.rint((value - offset) / step)));
        for (int i = from; i < from + block; i++) {
            values[i] = (float) rounded.applyAsDouble(values[i]);
        }
    }

    /** Rounds to 11 significant bits, as half precision has; overflow becomes infinite. */
    private static double half(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        double unit = Math.scalb(1.0, Math.max(-14, Math.getExponent(value)) - 10);
        double rounded = Math.rint(value / unit) * unit;
        return Math.abs(rounded) > 65504 ? Math.copySign(Double.POSITIVE_INFINITY, value) : rounded;
    }
}
