package io.github.modelconversion.measure.sum;

/**
 * Sums over a row, or a part of it, that give the difference between the softmax of the test and that of the reference.
 *
 * <p>Let m be the largest reference r, c = t − r at that place, a = e<sup>r − m</sup> and x = (t − r) − c. The sums are Z =
 * Σa, S = Σa·x, G = Σa·(e<sup>x</sup> − 1 − x) and Σe<sup>t</sup>. The divergence of p = softmax(r) and q = softmax(t) is
 *
 * <pre>KL(p ‖ q) = Σp·(log p − log q) = G ÷ Z − (E − log(1 + E)),   E = (S + G) ÷ Z</pre>
 *
 * <p>for any c. G is a sum of non-negative terms and E is small if c is near log Σe<sup>t</sup> − log Σe<sup>r</sup>, so
 * small divergences keep their digits. Large ones are computed as log Σe<sup>t</sup> − log Σe<sup>r</sup> − S ÷ Z − c, which
 * cannot overflow.
 *
 * <p>Not safe for use by several threads.
 */
public final class SoftmaxSums {

    /** Divergence from which the plain form keeps all its digits. */
    private static final double LARGE = 1e-2;

    public final TopEntries reference = new TopEntries();
    public final TopEntries test = new TopEntries();

    /** The origin of the sums: m, and the test at its place. */
    private double largest;

    private double testAtLargest;
    private double weights;
    private double errors;
    private double gains;
    private double testBase;
    private double testWeights;

    public void clear() {
        reference.clear();
        test.clear();
        largest = 0;
        testAtLargest = 0;
        weights = 0;
        errors = 0;
        gains = 0;
        testBase = Double.NEGATIVE_INFINITY;
        testWeights = 0;
    }

    /**
     * Adds the sums of further entries, computed with the largest reference of all entries so far.
     *
     * @param z Z
     * @param s S
     * @param g G
     * @param base value subtracted from the test before exponentiation
     * @param exponentials Σe<sup>t − base</sup>
     */
    void add(double z, double s, double g, double base, double exponentials) {
        weights += z;
        errors += s;
        gains += g;
        double common = Math.max(testBase, base);
        testWeights = testWeights * StrictMath.exp(testBase - common) + exponentials * StrictMath.exp(base - common);
        testBase = common;
    }

    boolean isEmpty() {
        return weights == 0;
    }

    /** Adds the sums of the next part of the row. */
    public void combine(SoftmaxSums next) {
        if (next.isEmpty()) {
            return;
        }
        reference.combine(next.reference);
        test.combine(next.test);
        rebase();
        double z = weights;
        double s = errors;
        double g = gains;
        weights = next.weights;
        errors = next.errors;
        gains = next.gains;
        largest = next.largest;
        testAtLargest = next.testAtLargest;
        rebase();
        add(z, s, g, next.testBase, next.testWeights);
    }

    /**
     * Rebases the sums on the largest reference known now. With Δ the new c minus the old one, Σa·e<sup>x</sup> = Z + S + G
     * is multiplied by e<sup>−Δ</sup>, and S decreases by Δ·Z.
     */
    void rebase() {
        double exponent = largest - reference.first();
        double delta = (reference.otherAtFirst() - testAtLargest) + exponent;
        largest = reference.first();
        testAtLargest = reference.otherAtFirst();
        if (isEmpty() || (exponent == 0 && delta == 0)) {
            return;
        }
        double scale = StrictMath.exp(exponent);
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

    /** Returns KL(softmax(reference) ‖ softmax(test)) in nats; not finite if the differences overflow a double. */
    public double klDivergence() {
        double divergence = logOfTest() - StrictMath.log(weights) - errors / weights;
        double excess = (errors + gains) / weights;
        boolean small = divergence < LARGE && Double.isFinite(gains);
        return small ? Math.max(0, gains / weights - (excess - StrictMath.log1p(excess))) : divergence;
    }

    /** Returns log Σe<sup>t</sup> − m − c; m + c is the test at the place of the largest reference. */
    private double logOfTest() {
        return testBase - reference.otherAtFirst() + StrictMath.log(testWeights);
    }

    /** Returns the change in the probability of the reference's top-1 token: q − p at that place. */
    public double top1DeltaP() {
        return StrictMath.exp(-logOfTest()) - 1 / weights;
    }
}
