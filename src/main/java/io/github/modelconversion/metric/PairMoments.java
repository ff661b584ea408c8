package io.github.modelconversion.metric;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sums over pairs of values from which every metric of a comparison follows; feed it block by block.
 *
 * <p>All sums are kept in double-double, differences and squares are formed without an error, and each metric is
 * rounded once at the end. The reference is shifted by its first value before it is squared, so that a large common
 * offset costs no digits: variance = (Σ(r − k)² − (Σ(r − k))² ÷ n) ÷ n for any k.
 *
 * <p>Not safe for use by several threads.
 */
public final class PairMoments {

    private long total;
    private long compared;
    private long masked;
    private NonFinite nonFiniteReference = NonFinite.NONE;
    private NonFinite nonFiniteTest = NonFinite.NONE;

    private DoubleDouble absoluteErrors = DoubleDouble.ZERO;
    private DoubleDouble squaredErrors = DoubleDouble.ZERO;
    private double largest = -1;
    private LargestError largestError = new LargestError(0, 0, 0);

    /** Over all finite values of the reference, also where the test is not finite. */
    private long references;

    private double shift;
    private DoubleDouble shifted = DoubleDouble.ZERO;
    private DoubleDouble shiftedSquares = DoubleDouble.ZERO;
    private double lowestReference = Double.POSITIVE_INFINITY;
    private double highestReference = Double.NEGATIVE_INFINITY;

    /**
     * Adds the next block.
     *
     * @param reference the reference's values
     * @param test the test's values at the same places
     * @param count how many of them count, from index 0
     */
    public void add(double[] reference, double[] test, int count) {
        for (int i = 0; i < count; i++) {
            add(reference[i], test[i]);
        }
    }

    private void add(double reference, double test) {
        long index = total++;
        if (isMasked(reference, test)) {
            masked++;
            return;
        }
        boolean referenceFinite = Double.isFinite(reference);
        boolean testFinite = Double.isFinite(test);
        if (referenceFinite) {
            addReference(reference);
        } else {
            nonFiniteReference = nonFiniteReference.and(index, reference, test);
        }
        if (!testFinite) {
            nonFiniteTest = nonFiniteTest.and(index, reference, test);
        }
        if (referenceFinite && testFinite) {
            addError(index, reference, test);
        }
    }

    /** Returns whether an entry is left out: −inf on both sides is how a masked vocabulary entry is written. */
    static boolean isMasked(double reference, double test) {
        return reference == Double.NEGATIVE_INFINITY && test == Double.NEGATIVE_INFINITY;
    }

    private void addReference(double reference) {
        if (references++ == 0) {
            shift = reference;
        }
        DoubleDouble deviation = DoubleDouble.difference(reference, shift);
        shifted = shifted.plus(deviation);
        shiftedSquares = shiftedSquares.plus(deviation.times(deviation));
        lowestReference = Math.min(lowestReference, reference);
        highestReference = Math.max(highestReference, reference);
    }

    private void addError(long index, double reference, double test) {
        compared++;
        DoubleDouble error = DoubleDouble.difference(test, reference).absolute();
        absoluteErrors = absoluteErrors.plus(error);
        squaredErrors = squaredErrors.plus(error.times(error));
        if (error.high() > largest) {
            largest = error.high();
            largestError = new LargestError(index, reference, test);
        }
    }

    /** Returns the mean of the reference's finite values, masked ones left out; NaN where there are none. */
    public double referenceMean() {
        return shifted.dividedBy(DoubleDouble.of((double) references))
                .plus(DoubleDouble.of(shift))
                .value();
    }

    /**
     * Returns the largest squared deviation of a reference value from the mean, as a multiple of the variance: an upper
     * bound of what any single entry carries; NaN where the variance is 0.
     */
    public double largestDeviation() {
        double mean = referenceMean();
        double deviation = Math.max(highestReference - mean, mean - lowestReference);
        return deviation * deviation / variance().value();
    }

    private DoubleDouble variance() {
        DoubleDouble n = DoubleDouble.of((double) references);
        return shiftedSquares.minus(shifted.times(shifted).dividedBy(n)).dividedBy(n);
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
                compared > 0 && lowestReference == highestReference,
                Optional.empty());
    }

    private Metrics metrics() {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        boolean referenceUsable = !nonFiniteReference.present() && references > 0;
        if (referenceUsable) {
            values.put(Metric.REFERENCE_VARIANCE, variance().value());
        }
        if (referenceUsable && !nonFiniteTest.present()) {
            DoubleDouble mse = squaredErrors.dividedBy(DoubleDouble.of((double) compared));
            values.put(Metric.MSE, mse.value());
            values.put(
                    Metric.MEAN_ABSOLUTE_ERROR,
                    absoluteErrors.dividedBy(DoubleDouble.of((double) compared)).value());
            values.put(Metric.MAX_ABSOLUTE_ERROR, largest);
            if (lowestReference < highestReference) {
                double nmse = mse.dividedBy(variance()).value();
                values.put(Metric.NMSE, nmse);
                values.put(Metric.NMSE_DB, 10 * Math.log10(nmse));
            }
        }
        return Metrics.of(values);
    }
}
