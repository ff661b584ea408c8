package io.github.modelconversion.weight.type.block;

/** IQ4_NL: a binary16 scale and 16 bytes of codes. */
public final class NonLinear implements BlockLayout {

    private static final int WEIGHTS = 32;

    @Override
    public int groupWeights() {
        return WEIGHTS;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        scales[0] = Half.at(source, offset);
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        Codebook.NON_LINEAR.decode(source, offset + Short.BYTES, WEIGHTS / 2, codes, 0);
    }

    @Override
    public Levels levels() {
        return Codebook.NON_LINEAR.levels();
    }
}
