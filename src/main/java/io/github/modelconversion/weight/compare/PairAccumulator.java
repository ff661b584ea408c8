package io.github.modelconversion.weight.compare;

/** Adds up pairs of weights, piece by piece. */
final class PairAccumulator {

    /** Weights in a piece. Each piece of a quantized tensor is whole blocks. */
    static final int PIECE = 256;

    /** Share of its step by which a weight may be off: half a step by rounding, and a little for the scale. */
    static final double ROUNDING = 0.55;

    /** Relative error from which on a weight cannot be a rounded one: twice that of a float with 8 bits. */
    private static final double GROSS = 0x1p-7;

    private final Tolerance tolerance;

    private TensorMeasurement total = TensorMeasurement.NONE;

    PairAccumulator(Tolerance tolerance) {
        this.tolerance = tolerance;
    }

    void clear() {
        total = TensorMeasurement.NONE;
    }

    TensorMeasurement measurement() {
        return total;
    }

    /**
     * Adds pairs.
     *
     * @param first the number of the first pair in the tensor, a multiple of {@value #PIECE}
     * @param references the original's values, from index 0
     * @param tests the GGUF file's values, from index 0
     * @param steps the distance of each of the file's values to its neighbours, from index 0
     */
    void add(long first, float[] references, float[] tests, float[] steps, int count) {
        for (int from = 0; from < count; from += PIECE) {
            int to = Math.min(count, from + PIECE);
            total = total.combine(piece(first, references, tests, steps, from, to));
        }
    }

    private TensorMeasurement piece(long first, float[] references, float[] tests, float[] steps, int from, int to) {
        WeightSums sums = sums(references, tests, steps, from, to);
        NonFiniteCount reference = NonFiniteCount.NONE;
        NonFiniteCount test = NonFiniteCount.NONE;
        if (!Double.isFinite(sums.squaredError() + sums.squaredReference())) {
            reference = nonFinite(references, first, from, to);
            test = nonFinite(tests, first, from, to);
            sums = finiteSums(references, tests, steps, from, to);
        }
        boolean differs = sums.squaredError() > 0;
        float least = (float) tolerance.absolute();
        return new TensorMeasurement(
                sums,
                tolerance.isUnusual(sums) && isApart(sums, references, tests, steps, from, to) ? 1 : 0,
                differs ? off(references, tests, steps, from, to, least) : 0,
                differs && tolerance.isFloat() ? gross(references, tests, from, to, least) : 0,
                reference,
                test);
    }

    /** Returns whether a piece, or one of its blocks, has little in common with the original. */
    private boolean isApart(WeightSums piece, float[] references, float[] tests, float[] steps, int from, int to) {
        boolean apart = tolerance.isApart(piece, references, tests, from, to);
        int block = tolerance.fewestApart();
        for (int at = from; at < to && block < PIECE && !apart; at += block) {
            int end = Math.min(to, at + block);
            apart = tolerance.isApart(finiteSums(references, tests, steps, at, end), references, tests, at, end);
        }
        return apart;
    }

    /** Adds alternate pairs to two sums each, because one sum would wait for its previous addition. */
    private static WeightSums sums(float[] references, float[] tests, float[] steps, int from, int to) {
        double error = 0;
        double reference = 0;
        double cross = 0;
        double step = 0;
        double otherError = 0;
        double otherReference = 0;
        double otherCross = 0;
        double otherStep = 0;
        int even = from + (to - from) / 2 * 2;
        for (int i = from; i < even; i += 2) {
            double r = references[i];
            double e = tests[i] - r;
            double s = steps[i];
            error += e * e;
            reference += r * r;
            cross += e * r;
            step += s * s;
            double nextR = references[i + 1];
            double nextE = tests[i + 1] - nextR;
            double nextS = steps[i + 1];
            otherError += nextE * nextE;
            otherReference += nextR * nextR;
            otherCross += nextE * nextR;
            otherStep += nextS * nextS;
        }
        if (even < to) {
            double r = references[even];
            double e = tests[even] - r;
            error += e * e;
            reference += r * r;
            cross += e * r;
            step += (double) steps[even] * steps[even];
        }
        return new WeightSums(
                to - from, error + otherError, reference + otherReference, cross + otherCross, step + otherStep);
    }

    private static WeightSums finiteSums(float[] references, float[] tests, float[] steps, int from, int to) {
        WeightSums sums = WeightSums.NONE;
        for (int i = from; i < to; i++) {
            if (Float.isFinite(references[i]) && Float.isFinite(tests[i])) {
                sums = sums.combine(sums(references, tests, steps, i, i + 1));
            }
        }
        return sums;
    }

    private static NonFiniteCount nonFinite(float[] values, long first, int from, int to) {
        NonFiniteCount count = NonFiniteCount.NONE;
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(values[i])) {
                count = count.with(first + i);
            }
        }
        return count;
    }

    private static int off(float[] references, float[] tests, float[] steps, int from, int to, float least) {
        int off = 0;
        for (int i = from; i < to; i++) {
            off += Math.abs(tests[i] - references[i]) > least + (float) ROUNDING * steps[i] ? 1 : 0;
        }
        return off;
    }

    private static int gross(float[] references, float[] tests, int from, int to, float least) {
        int gross = 0;
        for (int i = from; i < to; i++) {
            float most = Math.max(least, (float) GROSS * Math.abs(references[i]));
            gross += Math.abs(tests[i] - references[i]) > most ? 1 : 0;
        }
        return gross;
    }
}
