package io.github.modelconversion.weight.type.superblock;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;

/**
 * Q6_K: 128 bytes of lower four bits, 64 bytes of upper two, 16 signed bytes of scales, a binary16 factor. The code 32
 * means 0.
 */
public final class K6 implements BlockLayout {

    private static final int GROUPS = 16;

    private static final int RUN = 32;

    private static final int HIGH = 128;

    private static final int SCALES = HIGH + 64;

    private static final int FACTOR = SCALES + GROUPS;

    @Override
    public int groupWeights() {
        return 16;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        float factor = Half.at(source, offset + FACTOR);
        for (int i = 0; i < GROUPS; i++) {
            scales[i] = factor * source[offset + SCALES + i];
        }
    }

    /** Half a block: 64 bytes of lower bits for weights i and i + 64, 32 bytes of upper bits for i, i + 32, i + 64, i + 96. */
    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        for (int half = 0; half < 2; half++) {
            int first = 4 * RUN * half;
            int low = offset + 2 * RUN * half;
            int high = offset + HIGH + RUN * half;
            for (int i = 0; i < RUN; i++) {
                int a = source[low + i];
                int b = source[low + RUN + i];
                int upper = source[high + i];
                codes[first + i] = ((a & 0xf) | ((upper << 4) & 0x30)) - 32;
                codes[first + RUN + i] = ((b & 0xf) | ((upper << 2) & 0x30)) - 32;
                codes[first + 2 * RUN + i] = (((a >> 4) & 0xf) | (upper & 0x30)) - 32;
                codes[first + 3 * RUN + i] = (((b >> 4) & 0xf) | ((upper >> 2) & 0x30)) - 32;
            }
        }
    }
}
