package io.github.modelconversion.weight.type.grid;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;

/**
 * IQ1_S: a binary16 factor, the lower eight bits of 32 points, then a word for each group: four times the upper three bits
 * of a point, three bits for the scale, and the sign of an eighth that is added to all codes.
 */
public final class Iq1S implements BlockLayout {

    static final float DELTA = 0.125f;

    private static final int GROUPS = 8;

    private static final int POINTS = 2;

    private static final int WORDS = POINTS + 32;

    /** Points in a group. */
    private static final int RUN = 4;

    @Override
    public int groupWeights() {
        return 32;
    }

    private static int word(byte[] source, int offset, int group) {
        return Half.word(source, offset + WORDS + group * Short.BYTES);
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        float scale = Half.at(source, offset);
        for (int i = 0; i < GROUPS; i++) {
            scales[i] = scale * (2 * ((word(source, offset, i) >> 12) & 7) + 1);
        }
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        int width = Grid.IQ1.width();
        for (int i = 0; i < codes.length / width; i++) {
            int word = word(source, offset, i / RUN);
            int point = (source[offset + POINTS + i] & 0xff) | (((word >> (3 * (i % RUN))) & 7) << 8);
            Grid.IQ1.shift(point, (word & 0x8000) == 0 ? DELTA : -DELTA, codes, i * width);
        }
    }
}
