package io.github.modelconversion.weight.type.grid;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Levels;

/**
 * IQ2_S: a binary16 factor, the lower eight bits of 32 points, a sign bit for each weight, the upper two bits of the points,
 * 16 scales of four bits.
 */
public final class Iq2S implements BlockLayout {

    private static final int POINTS = 2;

    private static final int SIGNS = POINTS + 32;

    private static final int HIGH = SIGNS + 32;

    private static final int SCALES = HIGH + 8;

    private final Levels levels = Grid.IQ2_S.levels();

    @Override
    public int groupWeights() {
        return 16;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        Iq2Xs.quarters(source, offset, offset + SCALES, scales);
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        int width = Grid.IQ2_S.width();
        for (int i = 0; i < codes.length / width; i++) {
            int high = (source[offset + HIGH + i / 4] >> (2 * (i % 4))) & 3;
            int point = (source[offset + POINTS + i] & 0xff) | (high << 8);
            Grid.IQ2_S.put(point, source[offset + SIGNS + i], codes, i * width);
        }
    }

    @Override
    public Levels levels() {
        return levels;
    }
}
