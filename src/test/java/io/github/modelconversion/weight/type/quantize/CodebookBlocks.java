package io.github.modelconversion.weight.type.quantize;

import java.nio.ByteBuffer;

/** IQ4_NL, IQ4_XS and MXFP4: the nearest value of a codebook. */
final class CodebookBlocks {

    private static final int GROUP = 32;

    private static final int[] NON_LINEAR = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

    private static final int[] E2M1 = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

    private CodebookBlocks() {}

    static void nonLinear(float[] weights, ByteBuffer block) {
        float scale = scale(weights, 0);
        block.putShort(Numbers.half(scale));
        SmallBlocks.nibbles(codes(weights, 0, scale == 0 ? 0 : 1 / scale), 0, GROUP / 2, block);
    }

    static void nonLinearGroups(float[] weights, ByteBuffer block) {
        int groups = weights.length / GROUP;
        float[] scales = new float[groups];
        for (int group = 0; group < groups; group++) {
            scales[group] = scale(weights, group * GROUP);
        }
        float factor = -Numbers.largest(scales, 0, groups) / 32;
        float inverse = factor == 0 ? 0 : 1 / factor;
        int[] rounded = new int[groups];
        int high = 0;
        for (int group = 0; group < groups; group++) {
            rounded[group] = Numbers.clamp(Numbers.even(inverse * scales[group]), -32, 31);
            high |= ((rounded[group] + 32) >> 4) << (2 * group);
        }
        block.putShort(Numbers.half(factor)).putShort((short) high);
        for (int group = 0; group < groups; group += 2) {
            block.put((byte) (((rounded[group] + 32) & 0xf) | (((rounded[group + 1] + 32) & 0xf) << 4)));
        }
        for (int group = 0; group < groups; group++) {
            float step = factor * rounded[group];
            SmallBlocks.nibbles(codes(weights, group * GROUP, step == 0 ? 0 : 1 / step), 0, GROUP / 2, block);
        }
    }

    /** Returns the best of 16 scales around the one that fits the largest weight. */
    private static float scale(float[] weights, int from) {
        float largest = Numbers.largest(weights, from, GROUP);
        if (Math.abs(largest) < 1e-15f) {
            return 0;
        }
        float scale = 0;
        float best = 0;
        for (int attempt = -8; attempt <= 7; attempt++) {
            boolean first = attempt == -8;
            float inverse = first ? 1 / (-largest / NON_LINEAR[0]) : (attempt + NON_LINEAR[0]) / largest;
            int[] codes = codes(weights, from, inverse);
            float sumQx = 0;
            float sumQ2 = 0;
            for (int i = 0; i < GROUP; i++) {
                float x = weights[from + i];
                float q = NON_LINEAR[codes[i]];
                sumQx += x * x * q * x;
                sumQ2 += x * x * q * q;
            }
            if (sumQ2 > 0 && (first || sumQx * sumQx > best * sumQ2)) {
                scale = sumQx / sumQ2;
                best = scale * sumQx;
            }
        }
        return scale;
    }

    private static int[] codes(float[] weights, int from, float inverse) {
        int[] codes = new int[GROUP];
        for (int i = 0; i < GROUP; i++) {
            codes[i] = nearest(NON_LINEAR, inverse * weights[from + i]);
        }
        return codes;
    }

    static void fourBitFloats(float[] weights, ByteBuffer block) {
        float largest = Math.abs(Numbers.largest(weights, 0, GROUP));
        int exponent = largest == 0 ? 0 : Math.max(0, Math.getExponent(largest) - 2 + 127);
        float scale = Math.scalb(1f, exponent - 128);
        int[] codes = new int[GROUP];
        for (int i = 0; i < GROUP; i++) {
            codes[i] = nearest(E2M1, weights[i] / scale);
        }
        block.put((byte) exponent);
        SmallBlocks.nibbles(codes, 0, GROUP / 2, block);
    }

    private static int nearest(int[] values, float value) {
        int nearest = 0;
        for (int i = 1; i < values.length; i++) {
            if (Math.abs(value - values[i]) < Math.abs(value - values[nearest])) {
                nearest = i;
            }
        }
        return nearest;
    }
}
