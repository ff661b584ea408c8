package io.github.modelconversion.weight.type.superblock;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;

/**
 * TQ1_0: bytes that hold five digits to the base 3 each (the last four bytes hold four), a binary16 scale. A byte is a
 * fraction: multiplied by 3<sup>n</sup> modulo 256, its upper part is digit n.
 */
public final class PackedTernary implements BlockLayout {

    private static final int SCALE = 52;

    @Override
    public int groupWeights() {
        return 256;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        scales[0] = Half.at(source, offset + SCALE);
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        digits(source, offset, 32, 5, codes, 0);
        digits(source, offset + 32, 16, 5, codes, 160);
        digits(source, offset + 48, 4, 4, codes, 240);
    }

    private static void digits(byte[] source, int at, int bytes, int digits, float[] codes, int first) {
        int power = 1;
        for (int digit = 0; digit < digits; digit++, power *= 3) {
            for (int i = 0; i < bytes; i++) {
                codes[first + digit * bytes + i] = ((((source[at + i] * power) & 0xff) * 3) >> 8) - 1;
            }
        }
    }
}
