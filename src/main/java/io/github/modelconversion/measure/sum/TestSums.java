package io.github.modelconversion.measure.sum;

/**
 * The sums over the test of {@link PairMoments}: with v = reference − shift and w = test − testShift, Σw, Σw² and Σv·w.
 *
 * <p>With e = test − reference and s = shift − testShift, w = e + v + s, so the sums of a block follow from those of e and v.
 * They are derived for all such blocks at once, when they are needed. A block in which they would cancel is summed directly.
 *
 * <p>Not safe for use by several threads.
 */
final class TestSums {

    private double referenceShift;
    private double shift;
    private final DoubleDoubleSum deviations = new DoubleDoubleSum();
    private final DoubleDoubleSum squares = new DoubleDoubleSum();
    private final DoubleDoubleSum products = new DoubleDoubleSum();

    /** Number of pairs whose sums have not been derived yet, followed by their Σe, Σe², Σv, Σv² and Σe·v. */
    private long pending;

    private final DoubleDoubleSum errors = new DoubleDoubleSum();
    private final DoubleDoubleSum squaredErrors = new DoubleDoubleSum();
    private final DoubleDoubleSum referenceDeviations = new DoubleDoubleSum();
    private final DoubleDoubleSum squaredReferenceDeviations = new DoubleDoubleSum();
    private final DoubleDoubleSum errorProducts = new DoubleDoubleSum();

    void clear() {
        shiftBy(0, 0);
        deviations.clear();
        squares.clear();
        products.clear();
        clearPending();
    }

    private void clearPending() {
        pending = 0;
        errors.clear();
        squaredErrors.clear();
        referenceDeviations.clear();
        squaredReferenceDeviations.clear();
        errorProducts.clear();
    }

    /** Sets the shifts; only allowed before the first pair. */
    void shiftBy(double ofReference, double ofTest) {
        referenceShift = ofReference;
        shift = ofTest;
    }

    /** Takes over the shifts of other sums; only allowed before the first pair. */
    void shiftAs(TestSums other) {
        shiftBy(other.referenceShift, other.shift);
    }

    /** Adds the first pairs of a block, whose sums are given. */
    void add(BlockSums sums, int count, FiniteBlock block) {
        if (sums.isTestDerivable(referenceShift - shift, count)) {
            pending += count;
            errors.add(sums.errors());
            squaredErrors.add(sums.squaredErrors());
            referenceDeviations.add(sums.deviations());
            squaredReferenceDeviations.add(sums.squaredDeviations());
            errorProducts.add(sums.products());
        } else {
            for (int i = 0; i < count; i++) {
                add(DoubleDouble.difference(block.reference[i], referenceShift), block.test[i]);
            }
        }
    }

    /** Adds one pair: the deviation of the reference, and the value of the test. */
    void add(DoubleDouble ofReference, double test) {
        DoubleDouble deviation = DoubleDouble.difference(test, shift);
        deviations.add(deviation);
        squares.add(deviation.times(deviation));
        products.add(deviation.times(ofReference));
    }

    /** Derives what is pending: call it before reading a sum. */
    void derive() {
        if (pending == 0) {
            return;
        }
        DoubleDouble s = DoubleDouble.difference(referenceShift, shift);
        DoubleDouble offsets = s.times((double) pending);
        DoubleDouble v = referenceDeviations.value();
        DoubleDouble v2 = squaredReferenceDeviations.value();
        DoubleDouble ev = errorProducts.value();
        DoubleDouble both = errors.value().plus(v);
        DoubleDouble terms = squaredErrors.value().plus(v2).plus(s.times(offsets));
        deviations.add(both.plus(offsets));
        squares.add(terms.plus(ev.plus(s.times(both)).times(2)));
        products.add(v2.plus(ev).plus(s.times(v)));
        clearPending();
    }

    /**
     * Adds the sums of the pairs that follow.
     *
     * @param count number of pairs
     * @param ofReference Σv of them
     */
    void combine(TestSums next, long count, DoubleDouble ofReference) {
        next.derive();
        DoubleDouble referenceShiftBy = DoubleDouble.difference(next.referenceShift, referenceShift);
        DoubleDouble shiftBy = DoubleDouble.difference(next.shift, shift);
        DoubleDouble moved = shiftBy.times((double) count);
        DoubleDouble its = next.deviations.value();
        squares.add(next.squares.value().plus(shiftBy.times(its.plus(its).plus(moved))));
        products.add(next.products
                .value()
                .plus(referenceShiftBy.times(its.plus(moved)))
                .plus(shiftBy.times(ofReference)));
        deviations.add(its.plus(moved));
    }

    /** Returns whether all values are equal. */
    boolean areConstant() {
        derive();
        return squares.value().value() == 0;
    }

    /** Returns the test as one side of n pairs. */
    PairSums.Side side(DoubleDouble n) {
        return PairSums.Side.of(n, shift, deviations.value(), squares.value());
    }

    /** Returns Σv·w. */
    DoubleDouble products() {
        return products.value();
    }
}
