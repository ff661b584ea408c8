package io.github.modelconversion.weight.type.block;

import java.util.Arrays;

/** The values that the codes of a type can have. */
public final class Levels {

    /** Codes whose neighbours differ by one. */
    public static final Levels EVEN = new Levels(new float[0]);

    /** Added to a code to get its index; codes are from −128 to 127. */
    private static final int ZERO = 128;

    /** For each whole-numbered code the distance to its neighbours; the larger one if they differ. Empty if all are one. */
    private final float[] gaps;

    private Levels(float[] gaps) {
        this.gaps = gaps;
    }

    /** Returns levels that are not evenly spaced: whole numbers from −128 to 127, in any order. */
    public static Levels of(float... codes) {
        float[] sorted = codes.clone();
        Arrays.sort(sorted);
        float[] gaps = new float[2 * ZERO];
        for (int i = 1; i < sorted.length; i++) {
            float gap = sorted[i] - sorted[i - 1];
            raise(gaps, sorted[i - 1], gap);
            raise(gaps, sorted[i], gap);
        }
        return new Levels(gaps);
    }

    private static void raise(float[] gaps, float code, float gap) {
        int index = (int) code + ZERO;
        gaps[index] = Math.max(gaps[index], gap);
    }

    /** Returns whether all neighbours differ by one. */
    public boolean areEven() {
        return gaps.length == 0;
    }

    /**
     * Multiplies the scales of weights by the distances of their levels to the neighbours; by the larger one if they differ.
     *
     * @param levels the weights' levels
     * @param steps holds the scales, receives the products
     * @param at index of the first weight in {@code steps}
     */
    public void multiply(float[] levels, float[] steps, int at) {
        if (areEven()) {
            return;
        }
        for (int i = 0; i < levels.length; i++) {
            steps[at + i] *= gaps[(int) levels[i] + ZERO];
        }
    }
}
