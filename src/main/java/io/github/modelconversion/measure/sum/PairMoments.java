package io.github.modelconversion.measure.sum;

import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metrics;
import java.util.Optional;

/**
 * Sums over pairs of values that give every metric of a comparison that does not depend on rows. {@link PairKernel} adds
 * blocks of pairs; the moments of consecutive runs are combined in order. The result depends only on where blocks and runs
 * begin. Sums of blocks and runs are double-double, and each metric is rounded once at the end.
 *
 * <p>The reference is shifted by a provisional mean k before squaring, so that a large common offset costs no digits:
 * variance = (Σ(r − k)² − (Σ(r − k))² ÷ n) ÷ n for any k. Moments with different shifts are combined by Σ(r − K)² = Σ(r −
 * k)² + 2(k − K)Σ(r − k) + n(k − K)². The test is shifted by a provisional mean of its own, so that a test that is small
 * compared with the reference, or nearly constant, keeps its digits.
 *
 * <p>Not safe for use by several threads.
 */
public final class PairMoments {

    private static final DoubleDouble TWO = DoubleDouble.of(2);

    /** Smallest ratio of a derived block sum to its terms; below it the sum is computed directly. */
    private static final double DERIVED = 0.25;

    private long compared;
    private final ExcludedPairs excluded = new ExcludedPairs();

    private final DoubleDoubleSum errors = new DoubleDoubleSum();
    private final DoubleDoubleSum absoluteErrors = new DoubleDoubleSum();
    private final DoubleDoubleSum squaredErrors = new DoubleDoubleSum();
    private double largest;
    private long largestAt;
    private double referenceAtLargest;
    private double testAtLargest;

    /** Number of finite values of the reference, including those whose test value is not finite. */
    private long references;

    private double shift;
    private final DoubleDoubleSum deviations = new DoubleDoubleSum();
    private final DoubleDoubleSum squaredDeviations = new DoubleDoubleSum();
    private double farthest;

    private double testShift;
    private final DoubleDoubleSum testDeviations = new DoubleDoubleSum();
    private final DoubleDoubleSum squaredTestDeviations = new DoubleDoubleSum();
    private final DoubleDoubleSum products = new DoubleDoubleSum();

    /** Creates empty moments. */
    public PairMoments() {
        clear();
    }

    public void clear() {
        compared = 0;
        references = 0;
        excluded.clear();
        errors.clear();
        absoluteErrors.clear();
        squaredErrors.clear();
        deviations.clear();
        squaredDeviations.clear();
        testDeviations.clear();
        squaredTestDeviations.clear();
        products.clear();
        shift = 0;
        testShift = 0;
        largest = -1;
        farthest = -1;
    }

    boolean hasReferences() {
        return references > 0;
    }

    /** Sets the provisional means; only allowed before the first reference value. */
    void shiftBy(double ofReference, double ofTest) {
        shift = ofReference;
        testShift = ofTest;
    }

    double shift() {
        return shift;
    }

    /** Returns the largest absolute error; negative if no pair was compared. */
    public double largestError() {
        return largest;
    }

    double farthest() {
        return farthest;
    }

    /** Adds the sums of the first pairs of a block. */
    void add(BlockSums sums, int count, FiniteBlock block) {
        compared += count;
        references += count;
        errors.add(sums.errors());
        absoluteErrors.add(sums.absoluteErrors());
        squaredErrors.add(sums.squaredErrors());
        deviations.add(sums.deviations());
        squaredDeviations.add(sums.squaredDeviations());
        addTests(sums, count, block);
        farthest = sums.farthest();
        int at = sums.largestErrorAt();
        if (at >= 0) {
            largest(
                    Math.abs(block.test[at] - block.reference[at]),
                    block.index(at),
                    block.reference[at],
                    block.test[at]);
        }
    }

    /**
     * With s = shift − testShift, t − testShift = e + v + s, so the sums of the test follow from those of errors e and
     * deviations v; if these would cancel, the test is summed directly.
     */
    private void addTests(BlockSums sums, int count, FiniteBlock block) {
        DoubleDouble s = DoubleDouble.difference(shift, testShift);
        DoubleDouble offsets = s.times(DoubleDouble.of((double) count));
        DoubleDouble both = sums.errors().plus(sums.deviations());
        DoubleDouble terms = sums.squaredErrors().plus(sums.squaredDeviations()).plus(s.times(offsets));
        DoubleDouble squares = terms.plus(sums.products().plus(s.times(both)).times(TWO));
        if (squares.value() >= DERIVED * terms.value()) {
            testDeviations.add(both.plus(offsets));
            squaredTestDeviations.add(squares);
            products.add(sums.squaredDeviations().plus(sums.products()).plus(s.times(sums.deviations())));
        } else {
            for (int i = 0; i < count; i++) {
                addTest(DoubleDouble.difference(block.reference[i], shift), block.test[i]);
            }
        }
    }

    private void addTest(DoubleDouble deviation, double test) {
        DoubleDouble testDeviation = DoubleDouble.difference(test, testShift);
        testDeviations.add(testDeviation);
        squaredTestDeviations.add(testDeviation.times(testDeviation));
        products.add(testDeviation.times(deviation));
    }

    private void largest(double error, long index, double reference, double test) {
        largest = error;
        largestAt = index;
        referenceAtLargest = reference;
        testAtLargest = test;
    }

    /** Adds one pair of finite values without an error. */
    void addFinite(long index, double reference, double test) {
        DoubleDouble deviation = DoubleDouble.difference(reference, shift);
        addReference(deviation);
        compared++;
        DoubleDouble error = DoubleDouble.difference(test, reference);
        DoubleDouble absoluteError = error.absolute();
        errors.add(error);
        absoluteErrors.add(absoluteError);
        squaredErrors.add(error.times(error));
        addTest(deviation, test);
        if (absoluteError.high() > largest) {
            largest(absoluteError.high(), index, reference, test);
        }
    }

    private void addReference(DoubleDouble deviation) {
        references++;
        deviations.add(deviation);
        squaredDeviations.add(deviation.times(deviation));
        farthest = Math.max(farthest, Math.abs(deviation.high()));
    }

    /** Adds one pair of which at least one value is not finite. */
    void addNonFinite(long index, double reference, double test) {
        if (Double.isFinite(reference)) {
            addReference(DoubleDouble.difference(reference, shift));
        }
        excluded.add(index, reference, test);
    }

    /** Adds the moments of the pairs that follow. */
    public void combine(PairMoments next) {
        if (references == 0) {
            shift = next.shift;
            testShift = next.testShift;
        }
        DoubleDouble shiftBy = DoubleDouble.difference(next.shift, shift);
        DoubleDouble count = DoubleDouble.of((double) next.references);
        DoubleDouble its = next.deviations.value();
        DoubleDouble moved = shiftBy.times(count);
        squaredDeviations.add(
                next.squaredDeviations.value().plus(shiftBy.times(its.plus(its).plus(moved))));
        deviations.add(its.plus(moved));
        mergeTests(next, shiftBy);
        errors.combine(next.errors);
        absoluteErrors.combine(next.absoluteErrors);
        squaredErrors.combine(next.squaredErrors);
        if (next.references > 0) {
            farthest = Math.max(farthest, next.farthest + Math.abs(shiftBy.high()));
        }
        if (next.largest > largest) {
            largest(next.largest, next.largestAt, next.referenceAtLargest, next.testAtLargest);
        }
        compared += next.compared;
        references += next.references;
        excluded.combine(next.excluded);
    }

    private void mergeTests(PairMoments next, DoubleDouble shiftBy) {
        DoubleDouble testShiftBy = DoubleDouble.difference(next.testShift, testShift);
        DoubleDouble moved = testShiftBy.times(DoubleDouble.of((double) next.compared));
        DoubleDouble its = next.testDeviations.value();
        squaredTestDeviations.add(next.squaredTestDeviations
                .value()
                .plus(testShiftBy.times(its.plus(its).plus(moved))));
        products.add(next.products
                .value()
                .plus(shiftBy.times(its.plus(moved)))
                .plus(testShiftBy.times(next.deviations.value())));
        testDeviations.add(its.plus(moved));
    }

    /** Returns the mean of the reference's finite values without masked ones; NaN if there are none. */
    public double referenceMean() {
        return sums().mean().value();
    }

    /**
     * Returns an upper bound of the largest squared deviation of a reference value from the mean, as a multiple of the
     * variance: the most that a single entry can contribute. NaN or infinite if the variance is 0.
     */
    public double largestDeviation() {
        PairSums sums = sums();
        double deviation =
                farthest + Math.abs(sums.mean().minus(DoubleDouble.of(shift)).value());
        return deviation * deviation / sums.variance().value();
    }

    /** Returns whether at least one pair was compared and no non-finite value was found. */
    public boolean isComplete() {
        return compared > 0 && excluded.isEmpty();
    }

    /** Returns whether all pairs are masked. */
    public boolean isMasked() {
        return compared == 0 && excluded.isEmpty();
    }

    /** Returns whether neither side has a finite value and both begin with NaN. */
    public boolean isNan() {
        return compared == 0 && references == 0 && excluded.isNan();
    }

    /** Returns whether several pairs were compared and each side is constant. */
    public boolean isConstantOnBothSides() {
        return isComplete()
                && compared > 1
                && farthest == 0
                && squaredTestDeviations.value().value() == 0;
    }

    /** Returns the measurement so far. */
    public Measurement measurement() {
        return Measurement.of(
                excluded.entries(compared),
                metrics(),
                compared > 0
                        ? Optional.of(new LargestError(largestAt, referenceAtLargest, testAtLargest))
                        : Optional.empty(),
                compared > 0 && farthest == 0);
    }

    private Metrics metrics() {
        if (excluded.hasReference() || references == 0) {
            return Metrics.none();
        }
        return excluded.hasTest() ? sums().metricsOfReference() : sums().metrics();
    }

    public PairSums sums() {
        return new PairSums(
                DoubleDouble.of((double) references),
                new PairSums.Side(shift, deviations.value(), squaredDeviations.value()),
                new PairSums.Side(testShift, testDeviations.value(), squaredTestDeviations.value()),
                products.value(),
                new PairSums.Errors(errors.value(), absoluteErrors.value(), squaredErrors.value(), largest));
    }
}
