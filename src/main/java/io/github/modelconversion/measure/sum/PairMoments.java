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

    private final TestSums tests = new TestSums();

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
        tests.clear();
        shift = 0;
        largest = -1;
        farthest = -1;
    }

    boolean hasReferences() {
        return references > 0;
    }

    /** Sets the provisional means; only allowed before the first reference value. */
    void shiftBy(double ofReference, double ofTest) {
        shift = ofReference;
        tests.shiftBy(ofReference, ofTest);
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
        tests.add(sums, count, block);
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
        tests.add(deviation, test);
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
            tests.shiftAs(next.tests);
        }
        DoubleDouble shiftBy = DoubleDouble.difference(next.shift, shift);
        DoubleDouble its = next.deviations.value();
        DoubleDouble moved = shiftBy.times((double) next.references);
        squaredDeviations.add(
                next.squaredDeviations.value().plus(shiftBy.times(its.plus(its).plus(moved))));
        deviations.add(its.plus(moved));
        tests.combine(next.tests, next.compared, its);
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
        return isComplete() && compared > 1 && farthest == 0 && tests.areConstant();
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
        DoubleDouble n = DoubleDouble.of((double) references);
        tests.derive();
        return new PairSums(
                n,
                PairSums.Side.of(n, shift, deviations.value(), squaredDeviations.value()),
                tests.side(n),
                tests.products(),
                new PairSums.Errors(errors.value(), absoluteErrors.value(), squaredErrors.value(), largest));
    }
}
