package io.github.modelconversion.weight.type.superblock;

import io.github.modelconversion.weight.type.block.BlockLayout;

/**
 * Q4_K and Q5_K: {@link KScales}; for Q5_K 32 bytes of fifth bits, one bit of each byte for a group; then 128 bytes, of which
 * each run of 32 holds four bits for a group and four for the next.
 */
public final class K4 implements BlockLayout {

    private static final int GROUP = 32;

    private static final int WEIGHTS = 256;

    private final boolean hasFifthBits;

    /** @param hasFifthBits whether codes have five bits, not four */
    public K4(boolean hasFifthBits) {
        this.hasFifthBits = hasFifthBits;
    }

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
        int fifth = offset + KScales.BYTES;
        int at = hasFifthBits ? fifth + GROUP : fifth;
        for (int first = 0; first < WEIGHTS; first += 2 * GROUP, at += GROUP) {
            for (int i = 0; i < GROUP; i++) {
                int pair = source[at + i];
                codes[first + i] = pair & 0xf;
                codes[first + GROUP + i] = (pair >> 4) & 0xf;
            }
        }
        if (hasFifthBits) {
            addFifthBits(source, fifth, codes);
        }
    }

    private static void addFifthBits(byte[] source, int at, float[] codes) {
        for (int group = 0; group < WEIGHTS / GROUP; group++) {
            for (int i = 0; i < GROUP; i++) {
                codes[group * GROUP + i] += ((source[at + i] >> group) << 4) & 16;
            }
        }
    }
}
