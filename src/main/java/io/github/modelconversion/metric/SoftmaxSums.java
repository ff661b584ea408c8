package io.github.modelconversion.metric;

/**
 * Sums over a row, or over a part of it, from which follows how the softmax of the test differs from that of the reference.
 *
 * <p>With m the largest reference r, c = t − r at that place, a = e<sup>r − m</sup> and x = (t − r) − c these are Z = Σa,
 * S = Σa·x, G = Σa·(e<sup>x</sup> − 1 − x) and Σe<sup>t</sup>. The divergence of p = softmax(r) and q = softmax(t) is
 *
 * <pre>KL(p ‖ q) = Σp·(log p − log q) = G ÷ Z − (E − log(1 + E)),   E = (S + G) ÷ Z</pre>
 *
 * <p>for any c: G is a sum of terms none of which is negative, and E is small where c is near log Σe<sup>t</sup> −
 * log Σe<sup>r</sup>, so small divergences keep their digits. Large ones are computed as log Σe<sup>t</sup> −
 * log Σe<sup>r</sup> − S ÷ Z − c, which cannot overflow.
 *
 * <p>Not safe for use by several threads.
 */
final class SoftmaxSums {

    /** From here on the plain form has all its digits. */
    private static final double LARGE = 1e-2;

    final TopEntries reference = new TopEntries();
    final TopEntries test = new TopEntries();

    private double weights;
    private double errors;
    private double gains;
    private double testBase;
    private double testWeights;

    void clear() {
        reference.clear();
        test.clear();
        weights = 0;
        errors = 0;
        gains = 0;
        testBase = Double.NEGATIVE_INFINITY;
        testWeights = 0;
    }

    /**
     * Sets the sums of a part whose largest entries are known.
     *
     * @param z Z
     * @param s S
     * @param g G
     * @param base what was subtracted from the test before exponentiation
     * @param exponentials Σe<sup>t − base</sup>
     */
    void set(double z, double s, double g, double base, double exponentials) {
        weights = z;
        errors = s;
        gains = g;
        testBase = base;
        testWeights = exponentials;
    }

    boolean isEmpty() {
        return weights == 0;
    }

    /** Adds the sums of the part of the row that follows. */
    void merge(SoftmaxSums next) {
        if (next.isEmpty()) {
            return;
        }
        if (isEmpty()) {
            take(next);
        } else if (next.reference.first() > reference.first()) {
            rebase(reference, next.reference);
            add(next.weights, next.errors, next.gains);
        } else {
            double z = weights;
            double s = errors;
            double g = gains;
            take(next);
            rebase(next.reference, reference);
            add(z, s, g);
        }
        mergeTestWeights(next);
        reference.merge(next.reference);
        test.merge(next.test);
    }

    private void take(SoftmaxSums next) {
        weights = next.weights;
        errors = next.errors;
        gains = next.gains;
    }

    private void add(double z, double s, double g) {
        weights += z;
        errors += s;
        gains += g;
    }

    /**
     * Turns the sums into those with the m and c of another part. With Δ the new c less the old one, Σa·e<sup>x</sup> =
     * Z + S + G becomes e<sup>−Δ</sup> times as large, and S loses Δ·Z.
     */
    private void rebase(TopEntries from, TopEntries to) {
        double exponent = from.first() - to.first();
        double scale = StrictMath.exp(exponent);
        double delta = (to.otherAtFirst() - to.first()) - (from.otherAtFirst() - from.first());
        double shifted = errors - delta * weights;
        if (Math.abs(delta) < 1) {
            double growth = StrictMath.expm1(-delta);
            gains = scale * (gains + growth * (gains + errors) + weights * (growth + delta));
        } else {
            gains = StrictMath.exp(exponent - delta) * (gains + errors + weights) - scale * (weights + shifted);
        }
        weights = scale * weights;
        errors = scale * shifted;
    }

    private void mergeTestWeights(SoftmaxSums next) {
        double base = Math.max(testBase, next.testBase);
        testWeights =
                testWeights * StrictMath.exp(testBase - base) + next.testWeights * StrictMath.exp(next.testBase - base);
        testBase = base;
    }

    /** Returns KL(softmax(reference) ‖ softmax(test)) in nats; not finite where the differences exceed a double. */
    double klDivergence() {
        double divergence = logOfTest() - StrictMath.log(weights) - errors / weights;
        double excess = (errors + gains) / weights;
        boolean small = divergence < LARGE && Double.isFinite(gains);
        return small ? Math.max(0, gains / weights - (excess - StrictMath.log1p(excess))) : divergence;
    }

    /** Returns log Σe<sup>t</sup> − m − c; m + c is the test at the place of the largest reference. */
    private double logOfTest() {
        return testBase - reference.otherAtFirst() + StrictMath.log(testWeights);
    }

    /** Returns by how much the probability of the reference's first choice changes: q − p at that place. */
    double top1DeltaP() {
        return StrictMath.exp(-logOfTest()) - 1 / weights;
    }
}
