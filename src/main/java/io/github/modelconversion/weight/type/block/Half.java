package io.github.modelconversion.weight.type.block;

/** Decodes IEEE 754 binary16, little-endian, to the float32 of the same value. */
public final class Half {

    private static final int EXPONENT = 0x7c00;

    private static final int INFINITY = 0x7f80_0000;

    private Half() {}

    /** Returns the value of the two bytes at an offset. */
    public static float at(byte[] source, int offset) {
        return of(word(source, offset));
    }

    /** Returns the unsigned number in the two bytes at an offset. */
    public static int word(byte[] source, int offset) {
        return (source[offset] & 0xff) | ((source[offset + 1] & 0xff) << Byte.SIZE);
    }

    /** Returns the number in the four bytes at an offset. */
    public static int doubleWord(byte[] source, int offset) {
        return word(source, offset) | (word(source, offset + Short.BYTES) << Short.SIZE);
    }

    /**
     * Returns the value of a binary16 number; NaN keeps its bits. Shifting exponent and fraction to their binary32 places
     * gives a number that is 2<sup>112</sup> times too small, because the bias is 127 and not 15; multiplying by that is
     * exact, for subnormal numbers too.
     *
     * @param bits the number; only the lower 16 bits count
     */
    public static float of(int bits) {
        int magnitude = Float.floatToRawIntBits(Float.intBitsToFloat((bits & 0x7fff) << 13) * 0x1p112f);
        if ((bits & EXPONENT) == EXPONENT) {
            magnitude |= INFINITY;
        }
        return Float.intBitsToFloat(magnitude | ((bits & 0x8000) << 16));
    }
}
