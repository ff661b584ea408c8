package io.github.modelconversion.input.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Every value of a 16-bit floating-point type. */
final class BitPatterns {

    static final int COUNT = 1 << 16;

    private static final int SIGN = 0x8000;

    private BitPatterns() {}

    /** Returns all 2^16 bit patterns in order, 2 bytes each. */
    static byte[] bytes(ByteOrder order) {
        ByteBuffer data = ByteBuffer.allocate(Short.BYTES * COUNT).order(order);
        for (int pattern = 0; pattern < COUNT; pattern++) {
            data.putShort((short) pattern);
        }
        return data.array();
    }

    /**
     * Returns all values in the order of their bit patterns, without looking at a bit: they ascend from 0 in equal steps;
     * after the first two runs the step doubles with every run, up to infinity; NaN follows.
     *
     * @param step the smallest value above 0
     * @param run how many values share an exponent
     * @param infinity the bit pattern of infinity
     */
    static double[] values(double step, int run, int infinity) {
        double[] values = new double[COUNT];
        double value = 0;
        double now = step;
        for (int pattern = 0; pattern < infinity; pattern++) {
            if (pattern > run && pattern % run == 0) {
                now *= 2;
            }
            values[pattern] = value;
            values[SIGN + pattern] = -value;
            value += now;
        }
        values[infinity] = Double.POSITIVE_INFINITY;
        values[SIGN + infinity] = Double.NEGATIVE_INFINITY;
        Arrays.fill(values, infinity + 1, SIGN, Double.NaN);
        Arrays.fill(values, SIGN + infinity + 1, COUNT, Double.NaN);
        return values;
    }
}
