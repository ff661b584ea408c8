package io.github.modelconversion.weight.type.quantize;

import io.github.modelconversion.weight.type.block.Half;

/** Rounds numbers as ggml does. */
final class Numbers {

    private Numbers() {}

    /** Returns the nearest binary16 number, ties to even; infinity on overflow. */
    static short half(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 65520) {
            return (short) (sign | 0x7c00);
        }
        // Adding a number with the result's unit in the last place rounds to that place, ties to even.
        int exponent = Math.max(Math.getExponent(magnitude), -14);
        float magic = Math.scalb(1f, exponent + 13);
        float rounded = magnitude + magic - magic;
        int codes = (int) Math.scalb(rounded, 24 - (exponent + 14)); // in units of the last place, with the leading bit
        return (short) (sign | (((exponent + 14) << 10) + codes));
    }

    /** Returns the number after rounding to binary16. */
    static float throughHalf(float value) {
        return Half.of(half(value));
    }

    /** Returns the nearest bfloat16, the upper half of a binary32, ties to even. */
    static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    /** Rounds half away from zero, as roundf does. */
    static int away(float value) {
        return (int) (Math.signum(value) * Math.floor(Math.abs((double) value) + 0.5));
    }

    /** Rounds half to even. */
    static int even(float value) {
        return (int) Math.rint(value);
    }

    static int clamp(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }

    /** Returns the value with the largest magnitude; the first one of several. */
    static float largest(float[] values, int from, int count) {
        float largest = 0;
        for (int i = from; i < from + count; i++) {
            largest = Math.abs(values[i]) > Math.abs(largest) ? values[i] : largest;
        }
        return largest;
    }
}
