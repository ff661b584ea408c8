package io.github.modelconversion.measure.values;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The figures of one row of logits by their definitions, in twice the precision of a double, so that only the last rounding
 * to double counts.
 *
 * <p>An entry that is −∞ on both sides is masked and excluded from every figure; all others are finite and at most {@value
 * #LIMIT} in magnitude.
 */
public final class ExactRow {

    private static final double LIMIT = 0x1p900;
    private static final int TOP = 10;

    private final int[] indices;
    private final double[] reference;
    private final double[] test;
    private final Softmax referenceSoftmax;
    private final Softmax testSoftmax;

    private ExactRow(int[] indices, double[] reference, double[] test) {
        this.indices = indices;
        this.reference = reference;
        this.test = test;
        referenceSoftmax = Softmax.of(reference);
        testSoftmax = Softmax.of(test);
    }

    public static ExactRow of(double[] reference, double[] test) {
        if (reference.length != test.length) {
            throw new IllegalArgumentException("Rows of " + reference.length + " and " + test.length + " entries");
        }
        int[] indices = IntStream.range(0, reference.length)
                .filter(i -> !isMasked(reference[i], test[i]))
                .toArray();
        if (indices.length == 0) {
            throw new IllegalArgumentException("No entry that is not masked");
        }
        return new ExactRow(indices, kept(reference, indices), kept(test, indices));
    }

    private static boolean isMasked(double reference, double test) {
        return reference == Double.NEGATIVE_INFINITY && test == Double.NEGATIVE_INFINITY;
    }

    private static double[] kept(double[] values, int[] indices) {
        double[] kept = Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
        if (!Arrays.stream(kept).allMatch(value -> Math.abs(value) <= LIMIT)) {
            throw new IllegalArgumentException("An entry that is neither masked nor of a size up to " + LIMIT);
        }
        return kept;
    }

    /** Returns how many entries are not masked. */
    public int size() {
        return indices.length;
    }

    public double klDivergence() {
        return divergence().toDouble();
    }

    /**
     * Returns Σ p (eᵈ − 1 − d) with d = log q − log p; no term is negative. It equals Σ p (log p − log q) because p and q
     * have the same sum; for the same reason, an error common to all d cancels.
     */
    TwoDoubles divergence() {
        TwoDoubles ratio = referenceSoftmax.total().dividedBy(testSoftmax.total());
        TwoDoubles shift = ratio.logarithm();
        TwoDoubles sum = TwoDoubles.ZERO;
        for (int i = 0; i < size(); i++) {
            TwoDoubles logRatio = testSoftmax
                    .exponent(test[i])
                    .minus(referenceSoftmax.exponent(reference[i]))
                    .plus(shift);
            TwoDoubles weight = referenceSoftmax.weight(reference[i]);
            sum = sum.plus(
                    logRatio.isSmall()
                            ? weight.times(logRatio.exponentialExcess())
                            : testSoftmax
                                    .weight(test[i])
                                    .times(ratio)
                                    .minus(weight)
                                    .minus(weight.times(logRatio)));
        }
        return sum.dividedBy(referenceSoftmax.total());
    }

    public int top1Reference() {
        return indices[top(reference, 1)[0]];
    }

    public int top1Test() {
        return indices[top(test, 1)[0]];
    }

    /** Returns the fraction of the ten largest entries, or of all if there are fewer, that both sides share. */
    public double top10Overlap() {
        int count = Math.min(TOP, size());
        int[] ofTest = top(test, count);
        long common = Arrays.stream(top(reference, count))
                .filter(i -> Arrays.stream(ofTest).anyMatch(j -> j == i))
                .count();
        return (double) common / count;
    }

    /** Returns the change in the probability of the reference's top-1 token, test − reference. */
    public double top1DeltaP() {
        int first = top(reference, 1)[0];
        return testSoftmax
                .probability(test[first])
                .minus(referenceSoftmax.probability(reference[first]))
                .toDouble();
    }

    /** Returns Σ r t ÷ √(Σ r² · Σ t²), which is NaN where one side is all zeros. */
    public double cosineSimilarity() {
        Vector ofReference = Vector.of(size(), i -> TwoDoubles.of(reference[i]));
        Vector ofTest = Vector.of(size(), i -> TwoDoubles.of(test[i]));
        TwoDoubles squares = ofReference.dot(ofReference).times(ofTest.dot(ofTest));
        return ofReference.dot(ofTest).dividedBy(squares.squareRoot()).toDouble();
    }

    /** Returns the mean square of the errors ÷ the variance of the row, which is NaN for a constant row. */
    public double nmse() {
        Vector fromFirst = Vector.of(size(), i -> TwoDoubles.difference(reference[i], reference[0]));
        TwoDoubles mean = fromFirst.sum().dividedBy(TwoDoubles.of(size()));
        Vector deviations = new Vector(size(), i -> fromFirst.entry(i).minus(mean), fromFirst.exponent());
        TwoDoubles variance = deviations.dot(deviations);
        if (variance.high() == 0) {
            return Double.NaN;
        }
        Vector errors = errors();
        TwoDoubles quotient = errors.dot(errors).dividedBy(variance);
        return quotient.scaled(2 * (errors.exponent() - deviations.exponent())).toDouble();
    }

    public double rootMeanSquareError() {
        Vector errors = errors();
        TwoDoubles mean = errors.dot(errors).dividedBy(TwoDoubles.of(size()));
        return mean.squareRoot().scaled(errors.exponent()).toDouble();
    }

    private Vector errors() {
        return Vector.of(size(), i -> TwoDoubles.difference(test[i], reference[i]));
    }

    /** Returns the positions of the largest values in descending order, equal ones in ascending order of position. */
    private static int[] top(double[] values, int count) {
        int[] top = new int[count];
        for (int rank = 0; rank < count; rank++) {
            int best = -1;
            for (int i = 0; i < values.length; i++) {
                boolean left = rank == 0 || isAfter(values, i, top[rank - 1]);
                if (left && (best < 0 || values[i] > values[best])) {
                    best = i;
                }
            }
            top[rank] = best;
        }
        return top;
    }

    private static boolean isAfter(double[] values, int i, int other) {
        return values[i] < values[other] || (values[i] == values[other] && i > other);
    }

    /**
     * The softmax of logits.
     *
     * @param largest the largest logit
     * @param total the sum of all weights, relative to the weight of the largest logit
     */
    private record Softmax(double largest, TwoDoubles total) {

        static Softmax of(double[] logits) {
            Softmax unscaled = new Softmax(Arrays.stream(logits).max().orElseThrow(), TwoDoubles.ONE);
            TwoDoubles total = TwoDoubles.ZERO;
            for (double logit : logits) {
                total = total.plus(unscaled.weight(logit));
            }
            return new Softmax(unscaled.largest, total);
        }

        TwoDoubles exponent(double logit) {
            return TwoDoubles.difference(logit, largest);
        }

        TwoDoubles weight(double logit) {
            return exponent(logit).exponential();
        }

        TwoDoubles probability(double logit) {
            return weight(logit).dividedBy(total);
        }
    }

    /**
     * Numbers divided by 2ᵏ, so that their squares neither overflow nor vanish.
     *
     * @param size the number of entries
     * @param entry returns an entry, divided
     * @param exponent k
     */
    private record Vector(int size, IntFunction<TwoDoubles> entry, int exponent) {

        static Vector of(int size, IntFunction<TwoDoubles> unscaled) {
            double largest = IntStream.range(0, size)
                    .mapToDouble(i -> Math.abs(unscaled.apply(i).high()))
                    .max()
                    .orElseThrow();
            int exponent = Math.getExponent(largest);
            return new Vector(size, i -> unscaled.apply(i).scaled(-exponent), exponent);
        }

        TwoDoubles entry(int i) {
            return entry.apply(i);
        }

        TwoDoubles sum() {
            TwoDoubles sum = TwoDoubles.ZERO;
            for (int i = 0; i < size; i++) {
                sum = sum.plus(entry(i));
            }
            return sum;
        }

        TwoDoubles dot(Vector other) {
            TwoDoubles sum = TwoDoubles.ZERO;
            for (int i = 0; i < size; i++) {
                sum = sum.plus(entry(i).times(other.entry(i)));
            }
            return sum;
        }
    }
}
