package io.github.modelconversion.weight.type.grid;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;
import io.github.modelconversion.weight.type.block.Levels;

/** IQ2_XS: a binary16 factor, 32 words with nine bits for a point and seven sign bits, 16 scales of four bits. */
public final class Iq2Xs implements BlockLayout {

    private static final int GROUP = 16;

    private static final int GROUPS = 16;

    private static final int POINTS = 2;

    private static final int SCALES = POINTS + 64;

    private final Levels levels = Grid.IQ2_XS.levels();

    @Override
    public int groupWeights() {
        return GROUP;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        quarters(source, offset, offset + SCALES, scales);
    }

    /** Decodes the scales of IQ2_XS and IQ2_S: (code + ½) ÷ 4 of the factor. */
    static void quarters(byte[] source, int factor, int at, float[] scales) {
        float scale = Half.at(source, factor);
        for (int i = 0; i < GROUPS; i++) {
            scales[i] = scale * (0.5f + ((source[at + i / 2] >> (4 * (i % 2))) & 0xf)) * 0.25f;
        }
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        int width = Grid.IQ2_XS.width();
        for (int i = 0; i < codes.length / width; i++) {
            int word = Half.word(source, offset + POINTS + i * Short.BYTES);
            Grid.IQ2_XS.put(word & 0x1ff, Grid.evenSigns(word >> 9), codes, i * width);
        }
    }

    @Override
    public Levels levels() {
        return levels;
    }
}
