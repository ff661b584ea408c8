package io.github.modelconversion.weight.type.superblock;

import io.github.modelconversion.weight.type.block.Half;

/** Q4_K, Q5_K: eight scales and eight minimums of six bits each in twelve bytes, and a binary16 factor for both. */
final class KScales {

    /** The bytes of the factors, scales and minimums. */
    static final int BYTES = 16;

    private static final int HALF = 4;

    private KScales() {}

    /**
     * Decodes the first {@value #BYTES} bytes of a block: the two factors and the twelve bytes. The first four scales and minimums are in
     * the lower six bits of bytes 0 to 7; the others have their lower four bits in bytes 8 to 11 and their upper two in the
     * upper bits of bytes 0 to 7.
     */
    static void decode(byte[] source, int offset, float[] scales, float[] minimums) {
        float scale = Half.at(source, offset);
        float minimum = Half.at(source, offset + Short.BYTES);
        int at = offset + 2 * Short.BYTES;
        for (int i = 0; i < HALF; i++) {
            int s = source[at + i];
            int m = source[at + HALF + i];
            int low = source[at + 2 * HALF + i];
            scales[i] = scale * (s & 0x3f);
            minimums[i] = minimum * (m & 0x3f);
            scales[i + HALF] = scale * ((low & 0xf) | ((s >> 2) & 0x30));
            minimums[i + HALF] = minimum * (((low >> 4) & 0xf) | ((m >> 2) & 0x30));
        }
    }
}
