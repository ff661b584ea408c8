package io.github.modelconversion.weight.type.quantize;

import java.nio.ByteBuffer;

/** Q4_0 to Q8_0: the largest weight decides the scale. */
final class SmallBlocks {

    private static final int WEIGHTS = 32;

    private SmallBlocks() {}

    static void q8(float[] weights, ByteBuffer block) {
        float scale = Math.abs(Numbers.largest(weights, 0, WEIGHTS)) / 127;
        float inverse = scale == 0 ? 0 : 1 / scale;
        block.putShort(Numbers.half(scale));
        for (float weight : weights) {
            block.put((byte) Numbers.away(weight * inverse));
        }
    }

    /** The largest weight becomes the lowest code. */
    static void symmetric(float[] weights, int bits, ByteBuffer block) {
        int middle = 1 << (bits - 1);
        float scale = Numbers.largest(weights, 0, WEIGHTS) / -middle;
        float inverse = scale == 0 ? 0 : 1 / scale;
        block.putShort(Numbers.half(scale));
        int[] codes = new int[WEIGHTS];
        for (int i = 0; i < WEIGHTS; i++) {
            codes[i] = Math.min(2 * middle - 1, (int) (weights[i] * inverse + (middle + 0.5f)));
        }
        codes(codes, bits, block);
    }

    static void offset(float[] weights, int bits, ByteBuffer block) {
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (float weight : weights) {
            least = Math.min(least, weight);
            most = Math.max(most, weight);
        }
        int largest = (1 << bits) - 1;
        float scale = (most - least) / largest;
        float inverse = scale == 0 ? 0 : 1 / scale;
        block.putShort(Numbers.half(scale)).putShort(Numbers.half(least));
        int[] codes = new int[WEIGHTS];
        for (int i = 0; i < WEIGHTS; i++) {
            codes[i] = Math.min(largest, (int) ((weights[i] - least) * inverse + 0.5f));
        }
        codes(codes, bits, block);
    }

    private static void codes(int[] codes, int bits, ByteBuffer block) {
        if (bits == 5) {
            int fifth = 0;
            for (int i = 0; i < WEIGHTS; i++) {
                fifth |= (codes[i] >> 4) << i;
            }
            block.putInt(fifth);
        }
        nibbles(codes, 0, WEIGHTS / 2, block);
    }

    /** Appends {@code bytes} bytes, which hold the lower four bits of codes i and i + {@code bytes}. */
    static void nibbles(int[] codes, int from, int bytes, ByteBuffer block) {
        for (int i = from; i < from + bytes; i++) {
            block.put((byte) ((codes[i] & 0xf) | ((codes[i + bytes] & 0xf) << 4)));
        }
    }
}
