package io.github.modelconversion.weight.type.block;

/**
 * Q4_0, Q4_1, Q5_0, Q5_1: a binary16 scale; for the types whose name ends in 1 a binary16 offset, which is the negated
 * minimum; for five bits a 32-bit word of the fifth bits; then 16 bytes, which hold the codes of weights i and i + 16.
 */
public final class Nibbles implements BlockLayout {

    private static final int WEIGHTS = 32;

    private final boolean hasOffset;
    private final boolean hasFifthBits;

    /**
     * @param hasOffset whether codes start at 0 and an offset is added; if not, the middle code means 0
     * @param hasFifthBits whether codes have five bits, not four
     */
    public Nibbles(boolean hasOffset, boolean hasFifthBits) {
        this.hasOffset = hasOffset;
        this.hasFifthBits = hasFifthBits;
    }

    @Override
    public int groupWeights() {
        return WEIGHTS;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        scales[0] = Half.at(source, offset);
        if (hasOffset) {
            minimums[0] = -Half.at(source, offset + Short.BYTES);
        }
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        int at = offset + (hasOffset ? 2 * Short.BYTES : Short.BYTES);
        if (hasFifthBits) {
            fiveBits(source, at + Integer.BYTES, Half.doubleWord(source, at), hasOffset ? 0 : 16, codes);
        } else {
            fourBits(source, at, hasOffset ? 0 : 8, codes);
        }
    }

    private static void fourBits(byte[] source, int at, int middle, float[] codes) {
        for (int i = 0; i < WEIGHTS / 2; i++) {
            int pair = source[at + i];
            codes[i] = (pair & 0xf) - middle;
            codes[i + WEIGHTS / 2] = ((pair >> 4) & 0xf) - middle;
        }
    }

    private static void fiveBits(byte[] source, int at, int fifth, int middle, float[] codes) {
        for (int i = 0; i < WEIGHTS / 2; i++) {
            int pair = source[at + i];
            codes[i] = ((pair & 0xf) | (((fifth >>> i) & 1) << 4)) - middle;
            codes[i + WEIGHTS / 2] = (((pair >> 4) & 0xf) | (((fifth >>> (i + WEIGHTS / 2)) & 1) << 4)) - middle;
        }
    }
}
