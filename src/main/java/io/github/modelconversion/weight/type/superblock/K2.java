package io.github.modelconversion.weight.type.superblock;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;

/** Q2_K: 16 bytes with four bits for a scale and four for a minimum, 64 bytes of {@link BitPairs}, two binary16 factors. */
public final class K2 implements BlockLayout {

    private static final int GROUPS = 16;

    private static final int CODES = GROUPS;

    private static final int FACTORS = CODES + BitPairs.BYTES;

    @Override
    public int groupWeights() {
        return 16;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        float scale = Half.at(source, offset + FACTORS);
        float minimum = Half.at(source, offset + FACTORS + Short.BYTES);
        for (int i = 0; i < GROUPS; i++) {
            scales[i] = scale * (source[offset + i] & 0xf);
            minimums[i] = minimum * ((source[offset + i] >> 4) & 0xf);
        }
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        BitPairs.decode(source, offset + CODES, 0, codes);
    }
}
