package io.github.modelconversion.weight.type.superblock;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;

/** Q3_K: 32 bytes of third bits, 64 bytes of {@link BitPairs}, twelve bytes of scales, a binary16 factor. */
public final class K3 implements BlockLayout {

    private static final int WEIGHTS = 256;

    private static final int GROUPS = 16;

    private static final int RUN = 32;

    private static final int PAIRS = RUN;

    private static final int SCALES = PAIRS + BitPairs.BYTES;

    private static final int FACTOR = SCALES + 12;

    @Override
    public int groupWeights() {
        return WEIGHTS / GROUPS;
    }

    /** Bytes 0 to 7 hold the lower four bits of the scales, bytes 8 to 11 the upper two. 32 means 0. */
    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        float factor = Half.at(source, offset + FACTOR);
        int at = offset + SCALES;
        for (int i = 0; i < GROUPS; i++) {
            int low = (source[at + i % 8] >> (4 * (i / 8))) & 0xf;
            int high = (source[at + 8 + i % 4] >> (2 * (i / 4))) & 3;
            scales[i] = factor * ((low | (high << 4)) - 32);
        }
    }

    /** A third bit that is not set subtracts 4. */
    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        BitPairs.decode(source, offset + PAIRS, 4, codes);
        for (int run = 0; run < WEIGHTS / RUN; run++) {
            for (int i = 0; i < RUN; i++) {
                codes[run * RUN + i] += ((source[offset + i] >> run) << 2) & 4;
            }
        }
    }
}
