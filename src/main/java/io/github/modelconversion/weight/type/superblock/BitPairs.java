package io.github.modelconversion.weight.type.superblock;

/** 256 codes of two bits: each run of 32 bytes holds the codes of four runs of 32 weights, the lowest bits first. */
final class BitPairs {

    static final int BYTES = 64;

    private static final int RUN = 32;

    private BitPairs() {}

    /** Decodes the codes, and subtracts the one that means 0. */
    static void decode(byte[] source, int at, int middle, float[] codes) {
        for (int half = 0; half < BYTES; half += RUN) {
            int first = 4 * half;
            for (int i = 0; i < RUN; i++) {
                int four = source[at + half + i];
                codes[first + i] = (four & 3) - middle;
                codes[first + RUN + i] = ((four >> 2) & 3) - middle;
                codes[first + 2 * RUN + i] = ((four >> 4) & 3) - middle;
                codes[first + 3 * RUN + i] = ((four >> 6) & 3) - middle;
            }
        }
    }
}
