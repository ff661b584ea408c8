package io.github.modelconversion.weight.type.quantize;

import java.nio.ByteBuffer;

/** Q2_K, Q4_K and Q5_K: a scale and a minimum for each group, found by trying some scales. */
final class KBlocks {

    private static final int WEIGHTS = 256;

    private KBlocks() {}

    /** A group's weights are about scale × code − minimum. */
    private record Fit(float scale, float minimum) {}

    static void q2(float[] weights, ByteBuffer block) {
        int size = 16;
        Fit[] fits = new Fit[WEIGHTS / size];
        for (int group = 0; group < fits.length; group++) {
            float[] importance = new float[size];
            for (int i = 0; i < size; i++) {
                importance[i] = Math.abs(weights[group * size + i]);
            }
            fits[group] = new Search(weights, group * size, importance, 3, true).run(-0.5f, 15);
        }
        Scales scales = new Scales(fits, 15);
        for (int group = 0; group < fits.length; group++) {
            block.put((byte) (scales.scales[group] | (scales.minimums[group] << 4)));
        }
        int[] codes = scales.codes(weights, size, 3);
        pairs(codes, 0, block);
        pairs(codes, WEIGHTS / 2, block);
        block.putShort(Numbers.half(scales.scale)).putShort(Numbers.half(scales.minimum));
    }

    static void q4(float[] weights, boolean fiveBits, ByteBuffer block) {
        int size = 32;
        int largest = fiveBits ? 31 : 15;
        Fit[] fits = new Fit[WEIGHTS / size];
        for (int group = 0; group < fits.length; group++) {
            float squares = 0;
            for (int i = 0; i < size; i++) {
                squares += weights[group * size + i] * weights[group * size + i];
            }
            float[] importance = new float[size];
            for (int i = 0; i < size; i++) {
                importance[i] = (float) Math.sqrt(squares / size) + Math.abs(weights[group * size + i]);
            }
            fits[group] = new Search(weights, group * size, importance, largest, false)
                    .run(fiveBits ? -0.5f : -1f, fiveBits ? 15 : 20);
        }
        Scales scales = new Scales(fits, 63);
        block.putShort(Numbers.half(scales.scale)).putShort(Numbers.half(scales.minimum));
        sixBits(scales, block);
        int[] codes = scales.codes(weights, size, largest);
        if (fiveBits) {
            for (int i = 0; i < size; i++) {
                int bits = 0;
                for (int group = 0; group < fits.length; group++) {
                    bits |= (codes[group * size + i] >> 4) << group;
                }
                block.put((byte) bits);
            }
        }
        for (int first = 0; first < WEIGHTS; first += 2 * size) {
            SmallBlocks.nibbles(codes, first, size, block);
        }
    }

    private static void sixBits(Scales scales, ByteBuffer block) {
        for (int[] six : new int[][] {scales.scales, scales.minimums}) {
            for (int i = 0; i < 4; i++) {
                block.put((byte) (six[i] | ((six[i + 4] >> 4) << 6)));
            }
        }
        for (int i = 4; i < 8; i++) {
            block.put((byte) ((scales.scales[i] & 0xf) | ((scales.minimums[i] & 0xf) << 4)));
        }
    }

    /** Appends 32 bytes, which hold the lower two bits of 128 codes. */
    static void pairs(int[] codes, int from, ByteBuffer block) {
        for (int i = from; i < from + 32; i++) {
            block.put((byte) ((codes[i] & 3)
                    | ((codes[i + 32] & 3) << 2)
                    | ((codes[i + 64] & 3) << 4)
                    | ((codes[i + 96] & 3) << 6)));
        }
    }

    /** The scales and minimums of all groups, rounded to multiples of two factors. */
    private static final class Scales {
        private final float scale;
        private final float minimum;
        private final int[] scales;
        private final int[] minimums;

        Scales(Fit[] fits, int most) {
            float largestScale = 0;
            float largestMinimum = 0;
            for (Fit fit : fits) {
                largestScale = Math.max(largestScale, fit.scale);
                largestMinimum = Math.max(largestMinimum, fit.minimum);
            }
            scale = largestScale / most;
            minimum = largestMinimum / most;
            scales = new int[fits.length];
            minimums = new int[fits.length];
            for (int i = 0; i < fits.length; i++) {
                scales[i] = largestScale == 0 ? 0 : Math.min(most, Numbers.even(most / largestScale * fits[i].scale));
                minimums[i] =
                        largestMinimum == 0 ? 0 : Math.min(most, Numbers.even(most / largestMinimum * fits[i].minimum));
            }
        }

        int[] codes(float[] weights, int size, int largest) {
            int[] codes = new int[weights.length];
            for (int i = 0; i < codes.length; i++) {
                float step = Numbers.throughHalf(scale) * scales[i / size];
                float offset = Numbers.throughHalf(minimum) * minimums[i / size];
                codes[i] = step == 0 ? 0 : Numbers.clamp(Numbers.even((weights[i] + offset) / step), 0, largest);
            }
            return codes;
        }
    }

    /** Searches a group's scale and minimum. */
    private static final class Search {
        private final float[] weights;
        private final int from;
        private final float[] importance;
        private final int largest;
        private final boolean byAbsoluteErrors;

        Search(float[] weights, int from, float[] importance, int largest, boolean byAbsoluteErrors) {
            this.weights = weights;
            this.from = from;
            this.importance = importance;
            this.largest = largest;
            this.byAbsoluteErrors = byAbsoluteErrors;
        }

        Fit run(float first, int steps) {
            float least = weights[from];
            float most = least;
            float sum = 0;
            float sumX = 0;
            for (int i = 0; i < importance.length; i++) {
                least = Math.min(least, weights[from + i]);
                most = Math.max(most, weights[from + i]);
                sum += importance[i];
                sumX += importance[i] * weights[from + i];
            }
            least = Math.min(least, 0);
            if (most == least) {
                return new Fit(0, -least);
            }
            float scale = 1 / (largest / (most - least));
            float minimum = least;
            float best = error(codes(least, largest / (most - least)), scale, minimum);
            for (int step = 0; step <= steps; step++) {
                int[] codes =
                        codes(minimum, (first + 0.1f * step + largest) / (most - minimum)); // the best minimum so far
                float sumL = 0;
                float sumL2 = 0;
                float sumXl = 0;
                for (int i = 0; i < codes.length; i++) {
                    sumL += importance[i] * codes[i];
                    sumL2 += importance[i] * codes[i] * codes[i];
                    sumXl += importance[i] * codes[i] * weights[from + i];
                }
                float determinant = sum * sumL2 - sumL * sumL;
                if (determinant > 0) {
                    float tryScale = (sum * sumXl - sumX * sumL) / determinant;
                    float tryMinimum = (sumL2 * sumX - sumL * sumXl) / determinant;
                    if (tryMinimum > 0) {
                        tryMinimum = 0;
                        tryScale = sumXl / sumL2;
                    }
                    float error = error(codes, tryScale, tryMinimum);
                    if (error < best) {
                        best = error;
                        scale = tryScale;
                        minimum = tryMinimum;
                    }
                }
            }
            return new Fit(scale, -minimum);
        }

        private int[] codes(float minimum, float inverse) {
            int[] codes = new int[importance.length];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = Numbers.clamp(Numbers.even(inverse * (weights[from + i] - minimum)), 0, largest);
            }
            return codes;
        }

        private float error(int[] codes, float scale, float minimum) {
            float error = 0;
            for (int i = 0; i < codes.length; i++) {
                float difference = scale * codes[i] + minimum - weights[from + i];
                error += importance[i] * (byAbsoluteErrors ? Math.abs(difference) : difference * difference);
            }
            return error;
        }
    }
}
