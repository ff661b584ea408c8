package io.github.modelconversion.weight.type.grid;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;
import io.github.modelconversion.weight.type.block.Levels;

/**
 * IQ3_S: a binary16 factor, the lower eight bits of 64 points, their ninth bits, a sign bit for each weight, eight scales of
 * four bits.
 */
public final class Iq3S implements BlockLayout {

    private static final int GROUPS = 8;

    private static final int POINTS = 2;

    private static final int HIGH = POINTS + 64;

    private static final int SIGNS = HIGH + 8;

    private static final int SCALES = SIGNS + 32;

    private final Levels levels = Grid.IQ3_S.levels();

    @Override
    public int groupWeights() {
        return 32;
    }

    /** Decodes the scales: an odd number, from 1 to 31, times the factor. */
    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        float scale = Half.at(source, offset);
        for (int i = 0; i < GROUPS; i++) {
            scales[i] = scale * (1 + 2 * ((source[offset + SCALES + i / 2] >> (4 * (i % 2))) & 0xf));
        }
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        int width = Grid.IQ3_S.width();
        for (int i = 0; i < codes.length / width; i++) {
            int high = (source[offset + HIGH + i / 8] >> (i % 8)) & 1;
            int point = (source[offset + POINTS + i] & 0xff) | (high << 8);
            int signs = source[offset + SIGNS + i / 2] >> (4 * (i % 2));
            Grid.IQ3_S.put(point, signs, codes, i * width);
        }
    }

    @Override
    public Levels levels() {
        return levels;
    }
}
