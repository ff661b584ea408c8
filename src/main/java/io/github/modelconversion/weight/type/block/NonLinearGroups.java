package io.github.modelconversion.weight.type.block;

/**
 * IQ4_XS: a binary16 factor, two bytes with the upper two bits of the eight scales, four bytes with their lower four bits,
 * then 16 bytes of codes for each group. The scale 32 means 0.
 */
public final class NonLinearGroups implements BlockLayout {

    private static final int GROUP = 32;

    private static final int GROUPS = 8;

    private static final int CODES = 8;

    @Override
    public int groupWeights() {
        return GROUP;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        float factor = Half.at(source, offset);
        int high = Half.word(source, offset + 2);
        for (int i = 0; i < GROUPS; i++) {
            int low = (source[offset + 4 + i / 2] >> (4 * (i % 2))) & 0xf;
            scales[i] = factor * ((low | (((high >> (2 * i)) & 3) << 4)) - 32);
        }
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        for (int i = 0; i < GROUPS; i++) {
            Codebook.NON_LINEAR.decode(source, offset + CODES + i * GROUP / 2, GROUP / 2, codes, i * GROUP);
        }
    }

    @Override
    public Levels levels() {
        return Codebook.NON_LINEAR.levels();
    }
}
