package io.github.modelconversion.weight.type.block;

/** Q4_K: {@link KScales}, then 128 bytes; each run of 32 bytes holds the codes of one group and of the next. */
public final class K4 implements BlockLayout {

    private static final int GROUP = 32;

    private static final int WEIGHTS = 256;

    @Override
    public int groupWeights() {
        return GROUP;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        KScales.decode(source, offset, scales, minimums);
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        int at = offset + 16;
        for (int first = 0; first < WEIGHTS; first += 2 * GROUP, at += GROUP) {
            for (int i = 0; i < GROUP; i++) {
                int pair = source[at + i];
                codes[first + i] = pair & 0xf;
                codes[first + GROUP + i] = pair >> 4 & 0xf;
            }
        }
    }
}
