package io.github.modelconversion.weight.type.quantize;

import java.nio.ByteBuffer;

/** TQ1_0 and TQ2_0: the largest weight is the scale. */
final class TernaryBlocks {

    private static final int WEIGHTS = 256;

    private TernaryBlocks() {}

    static void packed(float[] weights, ByteBuffer block) {
        int[] codes = codes(weights);
        digits(codes, 0, 32, 5, block);
        digits(codes, 160, 16, 5, block);
        digits(codes, 240, 4, 4, block);
        scale(weights, block);
    }

    static void pairs(float[] weights, ByteBuffer block) {
        int[] codes = codes(weights);
        for (int half = 0; half < WEIGHTS; half += WEIGHTS / 2) {
            KBlocks.pairs(codes, half, block);
        }
        scale(weights, block);
    }

    private static void scale(float[] weights, ByteBuffer block) {
        block.putShort(Numbers.half(Math.abs(Numbers.largest(weights, 0, WEIGHTS))));
    }

    private static int[] codes(float[] weights) {
        float scale = Math.abs(Numbers.largest(weights, 0, WEIGHTS));
        float inverse = scale == 0 ? 0 : 1 / scale;
        int[] codes = new int[WEIGHTS];
        for (int i = 0; i < WEIGHTS; i++) {
            codes[i] = Numbers.away(weights[i] * inverse) + 1;
        }
        return codes;
    }

    /** Appends bytes of base-3 digits, most significant first, as a fraction of 256, rounded up. */
    private static void digits(int[] codes, int from, int bytes, int digits, ByteBuffer block) {
        for (int i = 0; i < bytes; i++) {
            int number = 0;
            for (int digit = 0; digit < 5; digit++) {
                number = 3 * number + (digit < digits ? codes[from + digit * bytes + i] : 0);
            }
            block.put((byte) ((number * 256 + 242) / 243));
        }
    }
}
