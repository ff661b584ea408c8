package io.github.modelconversion.metric;

import java.util.Optional;

/**
 * Sums over pairs of values from which every metric of a comparison follows. Feed it block by block, or merge the moments
 * of consecutive chunks in their order: then the result depends on where chunks begin, and on nothing else.
 *
 * <p>Long runs of finite values go through {@link BlockSums}; everything else (short inputs, what is left over at the end
 * of a block) is summed in double-double with differences and products formed without an error. Sums of blocks and
 * chunks are double-double, and each metric is rounded once at the end.
 *
 * <p>The reference is shifted by a provisional mean k before it is squared, so that a large common offset costs no digits:
 * variance = (Σ(r − k)² − (Σ(r − k))² ÷ n) ÷ n for any k. Moments with different shifts are merged by
 * Σ(r − K)² = Σ(r − k)² + 2(k − K)Σ(r − k) + n(k − K)².
 *
 * <p>Not safe for use by several threads.
 */
public final class PairMoments {

    /** With fewer values than this everything is summed in double-double: it costs nothing and is exact for n = 1, 2, 3. */
    static final long FEW = 8192;

    /** The provisional mean is that of about this many values. */
    private static final int SAMPLE = 256;

    /** Stands for the places 0, 1, 2 … of a block's entries. */
    private static final int[] AS_THEY_STAND = {};

    private final boolean few;
    private final BlockSums block = new BlockSums();
    private long nextIndex;

    private long compared;
    private long masked;
    private NonFinite nonFiniteReference = NonFinite.NONE;
    private NonFinite nonFiniteTest = NonFinite.NONE;

    private DoubleDouble errors = DoubleDouble.ZERO;
    private DoubleDouble absoluteErrors = DoubleDouble.ZERO;
    private DoubleDouble squaredErrors = DoubleDouble.ZERO;
    private DoubleDouble products = DoubleDouble.ZERO;
    private double largest = -1;
    private LargestError largestError = new LargestError(0, 0, 0);

    /** Over all finite values of the reference, also where the test is not finite. */
    private long references;

    private double shift;
    private DoubleDouble deviations = DoubleDouble.ZERO;
    private DoubleDouble squaredDeviations = DoubleDouble.ZERO;
    private double farthest = -1;

    /**
     * Prepares the moments of a whole input.
     *
     * @param total how many pairs the whole input has
     */
    public PairMoments(long total) {
        this(total, 0);
    }

    /**
     * Prepares the moments of a chunk.
     *
     * @param total how many pairs the whole input has
     * @param firstIndex the index of the chunk's first pair in the input
     */
    public PairMoments(long total, long firstIndex) {
        this.few = total < FEW;
        this.nextIndex = firstIndex;
    }

    /**
     * Adds the next block.
     *
     * @param reference the reference's values
     * @param test the test's values at the same places
     * @param count how many of them count, from index 0
     */
    public void add(double[] reference, double[] test, int count) {
        if (references == 0) {
            shift = provisionalMean(reference, count);
        }
        long firstIndex = nextIndex;
        nextIndex += count;
        int grouped = few ? 0 : count - count % BlockSums.GROUP;
        if (grouped > 0) {
            block.sum(reference, test, grouped, shift, largest, farthest);
            if (!block.isFinite()) {
                addSifted(reference, test, count, firstIndex);
                return;
            }
            addBlock(reference, test, grouped, firstIndex, AS_THEY_STAND);
        }
        addSingly(reference, test, grouped, count, firstIndex);
    }

    /** Returns the mean of finite values taken evenly from a block; it only has to be near the mean. */
    private static double provisionalMean(double[] reference, int count) {
        double first = 0;
        double mean = 0;
        int taken = 0;
        int step = Math.max(1, count / SAMPLE);
        for (int i = 0; i < count; i += step) {
            if (Double.isFinite(reference[i])) {
                first = taken == 0 ? reference[i] : first;
                taken++;
                mean += (reference[i] - mean) / taken;
            }
        }
        // As a float its difference to a float is exact more often. A mean of equal values is left as it is: all
        // deviations of a constant reference are then 0.
        double rounded = mean == first ? mean : (float) mean;
        return Double.isFinite(rounded) ? rounded : first;
    }

    /** Adds a block in which something is not finite: sets that apart and adds the rest as a block of its own. */
    private void addSifted(double[] reference, double[] test, int count, long firstIndex) {
        double[] finiteReference = new double[count];
        double[] finiteTest = new double[count];
        int[] places = new int[count];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (Double.isFinite(reference[i]) && Double.isFinite(test[i])) {
                finiteReference[kept] = reference[i];
                finiteTest[kept] = test[i];
                places[kept++] = i;
            } else {
                addNonFinite(firstIndex + i, reference[i], test[i]);
            }
        }
        int grouped = kept - kept % BlockSums.GROUP;
        block.sum(finiteReference, finiteTest, grouped, shift, largest, farthest);
        addBlock(finiteReference, finiteTest, grouped, firstIndex, places);
        for (int i = grouped; i < kept; i++) {
            addFinite(firstIndex + places[i], finiteReference[i], finiteTest[i]);
        }
    }

    private void addBlock(double[] reference, double[] test, int count, long firstIndex, int[] places) {
        compared += count;
        references += count;
        errors = errors.plus(block.errors());
        absoluteErrors = absoluteErrors.plus(block.absoluteErrors());
        squaredErrors = squaredErrors.plus(block.squaredErrors());
        deviations = deviations.plus(block.deviations());
        squaredDeviations = squaredDeviations.plus(block.squaredDeviations());
        products = products.plus(block.products());
        farthest = block.farthest();
        int at = block.largestErrorAt();
        if (at >= 0) {
            largest = Math.abs(test[at] - reference[at]);
            largestError =
                    new LargestError(firstIndex + (places == AS_THEY_STAND ? at : places[at]), reference[at], test[at]);
        }
    }

    private void addSingly(double[] reference, double[] test, int from, int to, long firstIndex) {
        for (int i = from; i < to; i++) {
            if (Double.isFinite(reference[i]) && Double.isFinite(test[i])) {
                addFinite(firstIndex + i, reference[i], test[i]);
            } else {
                addNonFinite(firstIndex + i, reference[i], test[i]);
            }
        }
    }

    private void addNonFinite(long index, double reference, double test) {
        if (reference == Double.NEGATIVE_INFINITY && test == Double.NEGATIVE_INFINITY) {
            masked++;
            return;
        }
        if (Double.isFinite(reference)) {
            addReference(DoubleDouble.difference(reference, shift));
        } else {
            nonFiniteReference = nonFiniteReference.and(new NonFinite(1, index, reference, test));
        }
        if (!Double.isFinite(test)) {
            nonFiniteTest = nonFiniteTest.and(new NonFinite(1, index, reference, test));
        }
    }

    private void addFinite(long index, double reference, double test) {
        DoubleDouble deviation = DoubleDouble.difference(reference, shift);
        addReference(deviation);
        compared++;
        DoubleDouble error = DoubleDouble.difference(test, reference);
        DoubleDouble absoluteError = error.absolute();
        errors = errors.plus(error);
        absoluteErrors = absoluteErrors.plus(absoluteError);
        squaredErrors = squaredErrors.plus(error.times(error));
        products = products.plus(error.times(deviation));
        if (absoluteError.high() > largest) {
            largest = absoluteError.high();
            largestError = new LargestError(index, reference, test);
        }
    }

    private void addReference(DoubleDouble deviation) {
        references++;
        deviations = deviations.plus(deviation);
        squaredDeviations = squaredDeviations.plus(deviation.times(deviation));
        farthest = Math.max(farthest, Math.abs(deviation.high()));
    }

    /** Adds the moments of the chunk that follows what is here already. */
    public void merge(PairMoments next) {
        if (references == 0) {
            shift = next.shift;
        }
        DoubleDouble shiftBy = DoubleDouble.difference(next.shift, shift);
        DoubleDouble count = DoubleDouble.of((double) next.references);
        squaredDeviations = squaredDeviations
                .plus(next.squaredDeviations)
                .plus(shiftBy.times(next.deviations).times(DoubleDouble.of(2)))
                .plus(shiftBy.times(shiftBy).times(count));
        deviations = deviations.plus(next.deviations).plus(shiftBy.times(count));
        products = products.plus(next.products).plus(shiftBy.times(next.errors));
        errors = errors.plus(next.errors);
        absoluteErrors = absoluteErrors.plus(next.absoluteErrors);
        squaredErrors = squaredErrors.plus(next.squaredErrors);
        if (next.references > 0) {
            farthest = Math.max(farthest, next.farthest + Math.abs(shiftBy.high()));
        }
        if (next.largest > largest) {
            largest = next.largest;
            largestError = next.largestError;
        }
        compared += next.compared;
        references += next.references;
        masked += next.masked;
        nonFiniteReference = nonFiniteReference.and(next.nonFiniteReference);
        nonFiniteTest = nonFiniteTest.and(next.nonFiniteTest);
        nextIndex = next.nextIndex;
    }

    /** Returns the mean of the reference's finite values, masked ones left out; NaN where there are none. */
    public double referenceMean() {
        return sums().mean().value();
    }

    /**
     * Returns an upper bound of the largest squared deviation of a reference value from the mean, as a multiple of the
     * variance: what any single entry can carry; NaN or infinite where the variance is 0.
     */
    public double largestDeviation() {
        PairSums sums = sums();
        double deviation =
                farthest + Math.abs(sums.mean().minus(DoubleDouble.of(shift)).value());
        return deviation * deviation / sums.variance().value();
    }

    /** Returns what was measured so far. */
    public Measurement measurement() {
        return new Measurement(
                compared,
                masked,
                nonFiniteReference,
                nonFiniteTest,
                metrics(),
                compared > 0 ? Optional.of(largestError) : Optional.empty(),
                compared > 0 && farthest == 0,
                Optional.empty());
    }

    private Metrics metrics() {
        if (nonFiniteReference.present() || references == 0) {
            return Metrics.none();
        }
        return nonFiniteTest.present() ? sums().metricsOfReference() : sums().metrics();
    }

    private PairSums sums() {
        return new PairSums(
                DoubleDouble.of((double) references),
                shift,
                deviations,
                squaredDeviations,
                errors,
                absoluteErrors,
                squaredErrors,
                products,
                largest);
    }
}
