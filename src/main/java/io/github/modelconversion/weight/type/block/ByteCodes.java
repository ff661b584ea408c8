package io.github.modelconversion.weight.type.block;

/** Q8_0: a binary16 scale and 32 signed bytes. */
public final class ByteCodes implements BlockLayout {

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
        int first = offset + Short.BYTES;
        for (int i = 0; i < WEIGHTS; i++) {
            codes[i] = source[first + i];
        }
    }
}
