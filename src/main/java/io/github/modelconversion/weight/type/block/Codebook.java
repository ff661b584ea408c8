package io.github.modelconversion.weight.type.block;

/** Sixteen values for codes of four bits. */
final class Codebook {

    /** The values of IQ4_NL and IQ4_XS, {@code kvalues_iq4nl} in {@code ggml-common.h}. */
    static final Codebook NON_LINEAR =
            new Codebook(-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113);

    /** Twice the values of E2M1, the four-bit float of MXFP4 and NVFP4. */
    static final Codebook E2M1 = new Codebook(0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12);

    private final float[] values;
    private final Levels levels;

    private Codebook(float... values) {
        this.values = values;
        this.levels = Levels.of(values);
    }

    Levels levels() {
        return levels;
    }

    /**
     * Decodes a run of bytes; each holds the codes of weights i and i + {@code bytes}.
     *
     * @param first index of the first weight in {@code codes}
     */
    void decode(byte[] source, int at, int bytes, float[] codes, int first) {
        for (int i = 0; i < bytes; i++) {
            int pair = source[at + i];
            codes[first + i] = values[pair & 0xf];
            codes[first + bytes + i] = values[(pair >> 4) & 0xf];
        }
    }
}
