package io.github.modelconversion.weight.type.block;

/**
 * MXFP4 and NVFP4: the scales, one byte each, then eight or 16 bytes of codes for each group. A scale of MXFP4 is a power of
 * two (E8M0), one of NVFP4 an unsigned float of four exponent and three fraction bits (UE4M3). As codes are twice the
 * values, scales are half of what they say.
 */
public enum FourBitFloats implements BlockLayout {
    MXFP4(1, 32) {
        /** The byte is the exponent plus 127; halved, the two smallest scales are subnormal. */
        @Override
        float scale(int bits) {
            return Float.intBitsToFloat(bits < 2 ? 0x20_0000 << bits : (bits - 1) << 23);
        }
    },
    NVFP4(4, 16) {
        /** The largest exponent is an ordinary one; 127 stands for 0, and the sign counts for that only. */
        @Override
        float scale(int bits) {
            int fraction = bits & 7;
            int exponent = (bits >> 3) & 0xf;
            if (bits == 0x7f) {
                return 0;
            }
            return exponent == 0 ? fraction * 0x1p-10f : Math.scalb(8f + fraction, exponent - 11);
        }
    };

    private final int groups;
    private final int groupWeights;

    FourBitFloats(int groups, int groupWeights) {
        this.groups = groups;
        this.groupWeights = groupWeights;
    }

    abstract float scale(int bits);

    @Override
    public int groupWeights() {
        return groupWeights;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        for (int i = 0; i < groups; i++) {
            scales[i] = scale(source[offset + i] & 0xff);
        }
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        int bytes = groupWeights / 2;
        for (int i = 0; i < groups; i++) {
            Codebook.E2M1.decode(source, offset + groups + i * bytes, bytes, codes, i * groupWeights);
        }
    }

    @Override
    public Levels levels() {
        return Codebook.E2M1.levels();
    }
}
