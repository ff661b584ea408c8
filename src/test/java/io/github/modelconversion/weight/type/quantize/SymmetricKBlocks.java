package io.github.modelconversion.weight.type.quantize;

import java.nio.ByteBuffer;

/** Q3_K and Q6_K: a signed scale for each group of 16, found by trying some scales. */
final class SymmetricKBlocks {

    private static final int WEIGHTS = 256;

    private static final int GROUP = 16;

    private static final int GROUPS = WEIGHTS / GROUP;

    private SymmetricKBlocks() {}

    static void q6(float[] weights, ByteBuffer block) {
        float[] scales = new float[GROUPS];
        for (int group = 0; group < GROUPS; group++) {
            scales[group] = tryScales(weights, group * GROUP, 32);
        }
        float largest = Numbers.largest(scales, 0, GROUPS);
        float inverse = largest == 0 ? 0 : -128 / largest;
        float factor = largest == 0 ? 0 : 1 / inverse;
        int[] rounded = new int[GROUPS];
        for (int group = 0; group < GROUPS; group++) {
            rounded[group] = Math.min(127, Numbers.even(inverse * scales[group]));
        }
        int[] codes = codes(weights, factor, rounded, 32);
        for (int half = 0; half < WEIGHTS; half += WEIGHTS / 2) {
            SmallBlocks.nibbles(codes, half, 64, block);
        }
        for (int half = 0; half < WEIGHTS; half += WEIGHTS / 2) {
            int[] high = new int[WEIGHTS];
            for (int i = half; i < half + WEIGHTS / 2; i++) {
                high[i] = codes[i] >> 4;
            }
            KBlocks.pairs(high, half, block);
        }
        for (int scale : rounded) {
            block.put((byte) scale);
        }
        block.putShort(Numbers.half(factor));
    }

    static void q3(float[] weights, ByteBuffer block) {
        float[] scales = new float[GROUPS];
        for (int group = 0; group < GROUPS; group++) {
            scales[group] = descend(weights, group * GROUP);
        }
        float largest = Numbers.largest(scales, 0, GROUPS);
        float inverse = largest == 0 ? 0 : -32 / largest;
        float factor = largest == 0 ? 0 : 1 / inverse;
        int[] rounded = new int[GROUPS];
        for (int group = 0; group < GROUPS; group++) {
            rounded[group] = Numbers.clamp(Numbers.even(inverse * scales[group]), -32, 31);
        }
        int[] codes = codes(weights, factor, rounded, 4);
        for (int i = 0; i < 32; i++) {
            int bits = 0;
            for (int run = 0; run < 8; run++) {
                bits |= (codes[run * 32 + i] >> 2) << run;
            }
            block.put((byte) bits);
        }
        KBlocks.pairs(codes, 0, block);
        KBlocks.pairs(codes, WEIGHTS / 2, block);
        for (int i = 0; i < 8; i++) {
            block.put((byte) (((rounded[i] + 32) & 0xf) | (((rounded[i + 8] + 32) & 0xf) << 4)));
        }
        for (int i = 0; i < 4; i++) {
            int bits = 0;
            for (int j = 0; j < 4; j++) {
                bits |= ((rounded[4 * j + i] + 32) >> 4) << (2 * j);
            }
            block.put((byte) bits);
        }
        block.putShort(Numbers.half(factor));
    }

    private static int[] codes(float[] weights, float factor, int[] scales, int middle) {
        int[] codes = new int[WEIGHTS];
        for (int i = 0; i < WEIGHTS; i++) {
            float step = Numbers.throughHalf(factor) * scales[i / GROUP];
            codes[i] = step == 0
                    ? middle // the code is arbitrary then
                    : middle + Numbers.clamp(Numbers.even(weights[i] / step), -middle, middle - 1);
        }
        return codes;
    }

    /** Returns the best of 19 scales around the one that fits the largest weight. */
    private static float tryScales(float[] weights, int from, int middle) {
        float largest = Numbers.largest(weights, from, GROUP);
        float scale = 0;
        float best = 0;
        for (int step : new int[] {0, -9, -8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
            if (largest == 0) {
                break;
            }
            float inverse = -(middle + 0.1f * step) / largest;
            float sumLx = 0;
            float sumL2 = 0;
            for (int i = from; i < from + GROUP; i++) {
                int code = Numbers.clamp(Numbers.even(inverse * weights[i]), -middle, middle - 1);
                float importance = weights[i] * weights[i];
                sumLx += importance * weights[i] * code;
                sumL2 += importance * code * code;
            }
            if (sumL2 > 0 && (step == 0 || sumLx * sumLx > best * sumL2)) {
                scale = sumLx / sumL2;
                best = scale * sumLx;
            }
        }
        return scale;
    }

    /** Returns the scale after up to five rounds, in which a code changes if that improves the fit. */
    private static float descend(float[] weights, int from) {
        int middle = 4;
        float largest = Numbers.largest(weights, from, GROUP);
        if (largest == 0) {
            return 0;
        }
        int[] codes = new int[GROUP];
        float sumLx = 0;
        float sumL2 = 0;
        for (int i = 0; i < GROUP; i++) {
            float x = weights[from + i];
            codes[i] = Numbers.clamp(Numbers.even(-middle / largest * x), -middle, middle - 1);
            sumLx += x * x * x * codes[i];
            sumL2 += x * x * codes[i] * codes[i];
        }
        boolean changed = true;
        for (int round = 0; round < 5 && changed; round++) {
            changed = false;
            for (int i = 0; i < GROUP; i++) {
                float x = weights[from + i];
                float restLx = sumLx - x * x * x * codes[i];
                float restL2 = sumL2 - x * x * codes[i] * codes[i];
                if (restLx > 0) {
                    int code = Numbers.clamp(Numbers.even(x * restL2 / restLx), -middle, middle - 1);
                    float newLx = restLx + x * x * x * code;
                    float newL2 = restL2 + x * x * code * code;
                    if (code != codes[i] && newL2 > 0 && newLx * newLx * sumL2 > sumLx * sumLx * newL2) {
                        codes[i] = code;
                        sumLx = newLx;
                        sumL2 = newL2;
                        changed = true;
                    }
                }
            }
        }
        return sumL2 > 0 ? sumLx / sumL2 : 0;
    }
}
