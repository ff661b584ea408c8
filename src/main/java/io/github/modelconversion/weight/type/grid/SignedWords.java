package io.github.modelconversion.weight.type.grid;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;
import io.github.modelconversion.weight.type.block.Levels;

/**
 * IQ2_XXS and IQ3_XXS: a binary16 factor, and for each group one-byte points and a 32-bit word: four times seven sign bits,
 * and four bits for the scale.
 */
public final class SignedWords implements BlockLayout {
    private static final int GROUP = 32;

    private static final int GROUPS = 8;

    private static final int POINTS = 2;

    /** Bytes from the points of a group to those of the next: eight points, or four and a word. */
    private static final int STRIDE = 8;

    /** Weights that share seven sign bits. */
    private static final int RUN = 8;

    private final Grid grid;
    private final int words;
    private final int wordStride;
    private final float factor;
    private final Levels levels;

    private SignedWords(Grid grid, int words, int wordStride, float factor) {
        this.grid = grid;
        this.words = words;
        this.wordStride = wordStride;
        this.factor = factor;
        this.levels = grid.levels();
    }

    /** Returns the layout of IQ2_XXS, in which each group's word follows its points. */
    public static SignedWords iq2() {
        return new SignedWords(Grid.IQ2_XXS, POINTS + 4, 8, 0.25f);
    }

    /** Returns the layout of IQ3_XXS, in which the words follow the points of all groups. */
    public static SignedWords iq3() {
        return new SignedWords(Grid.IQ3_XXS, POINTS + 64, 4, 0.5f);
    }

    private int word(byte[] source, int offset, int group) {
        return Half.doubleWord(source, offset + words + group * wordStride);
    }

    @Override
    public int groupWeights() {
        return GROUP;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        float scale = Half.at(source, offset);
        for (int i = 0; i < GROUPS; i++) {
            scales[i] = scale * (0.5f + (word(source, offset, i) >>> 28)) * factor;
        }
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        for (int group = 0; group < GROUPS; group++) {
            int word = word(source, offset, group);
            int point = offset + POINTS + group * STRIDE;
            for (int i = 0; i < GROUP; i += grid.width()) {
                int signs = Grid.evenSigns((word >> (i / RUN * 7)) & 0x7f) >> (i % RUN);
                grid.put(source[point++] & 0xff, signs, codes, group * GROUP + i);
            }
        }
    }

    @Override
    public Levels levels() {
        return levels;
    }
}
