package io.github.modelconversion.weight.type.grid;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;

/**
 * IQ1_M: the lower eight bits of 32 points; four bits for each point, three of them its upper bits and one the sign of an
 * eighth that is added to its codes; four words, each with four scales of three bits and a quarter of the binary16 factor.
 */
public final class Iq1M implements BlockLayout {

    private static final int GROUPS = 16;

    private static final int HIGH = 32;

    private static final int SCALES = HIGH + 16;

    @Override
    public int groupWeights() {
        return 16;
    }

    private static int word(byte[] source, int offset, int index) {
        return Half.word(source, offset + SCALES + index * Short.BYTES);
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        int factor = 0;
        for (int i = 0; i < 4; i++) {
            factor |= (word(source, offset, i) >> 12) << (4 * i);
        }
        float scale = Half.of(factor);
        for (int i = 0; i < GROUPS; i++) {
            scales[i] = scale * (2 * ((word(source, offset, i / 4) >> (3 * (i % 4))) & 7) + 1);
        }
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        int width = Grid.IQ1.width();
        for (int i = 0; i < codes.length / width; i++) {
            int high = source[offset + HIGH + i / 2] >> (4 * (i % 2));
            int point = (source[offset + i] & 0xff) | ((high & 7) << 8);
            Grid.IQ1.shift(point, (high & 8) == 0 ? Iq1S.DELTA : -Iq1S.DELTA, codes, i * width);
        }
    }
}
