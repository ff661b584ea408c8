package io.github.modelconversion.judge.place;

import io.github.modelconversion.judge.cause.Cause;
import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * The rows of the test have the reference's values in another order.
 *
 * <p>Agreement of sorted values proves little: sorted samples of one distribution agree, the better the larger they are. So
 * the distance between the sorted rows is compared with the distance between two samples of the reference's own
 * distribution, its even and its odd entries. Both are taken after subtracting a fitted line, because noise also changes
 * mean and deviation slightly. Noise of NMSE e without any permutation moves a sorted row by about √e of that distance, and
 * in tests never by less than 0.2 · √e. This gives the NMSE of the noise that a permutation would leave.
 */
public final class Permuted implements Cause {

    /** Share of a sorted row to ignore at each end, where few values decide. */
    private static final double ENDS = 0.02;

    /** Smallest gain required of a claim with two parameters. */
    private static final double LEAST_GAIN = 100;

    /** NMSE from which no entry needs to agree, because many were moved; noise that large would change the deviation. */
    private static final double MANY_MOVED = 0.05;

    /** Smallest share of entries with an error below {@link #SMALL} if the NMSE is lower; with noise it is 8 %. */
    private static final double LEAST_AGREEING = 0.3;

    /** A small error, in root mean square errors. */
    private static final double SMALL = 0.1;

    /** Largest error at an index that agrees, in remaining root mean square errors. */
    private static final double AGREES = 3;

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        // Sorting takes time, so a few entries are checked first.
        RowSample few = sample.thinned();
        if (!isMoved(few) || !sameMoments(few)) {
            return Optional.empty();
        }
        double[] reference = sorted(sample, sample::reference);
        double[] test = sorted(sample, sample::test);
        double distance = sample.nmse(i -> reference[i], i -> test[i]);
        double ratio = distances(sample, reference, test) / twoSamples(sample);
        double remains = Math.max(distance, ratio * ratio);
        return Optional.of(new Claim(Code.PERMUTED, 2, sample.nmse(), remains, () -> statement(sample, remains)));
    }

    private static Claim.Statement statement(RowSample sample, double remains) {
        double within = AGREES
                * AGREES
                * remains
                * Moments.of(sample, sample::reference).variance();
        long agreeing = 0;
        for (int i = 0; i < sample.size(); i++) {
            double error = sample.test(i) - sample.reference(i);
            agreeing += error * error <= within ? 1 : 0;
        }
        return new Claim.Statement(
                String.format(
                        Locale.ROOT,
                        "the test has the reference's values in another order, %d of %d in their place",
                        agreeing,
                        sample.size()),
                "The vocabularies are ordered differently: compare the tokenizers' ids and the rows of the output matrix",
                Numbers.of("inPlace", agreeing).and("entries", sample.size()));
    }

    /** Returns whether some entries were moved, rather than all changed slightly: some agree, or the error is large. */
    private static boolean isMoved(RowSample sample) {
        double nmse = sample.nmse();
        if (nmse >= MANY_MOVED) {
            return true;
        }
        double small =
                SMALL * SMALL * nmse * Moments.of(sample, sample::reference).variance();
        long agreeing = 0;
        for (int i = 0; i < sample.size(); i++) {
            double error = sample.test(i) - sample.reference(i);
            agreeing += error * error <= small ? 1 : 0;
        }
        return agreeing >= LEAST_AGREEING * sample.size();
    }

    /** Returns whether mean and deviation are about the same; sorted rows differ at least as much as these do. */
    private static boolean sameMoments(RowSample sample) {
        Moments reference = Moments.of(sample, sample::reference);
        Moments test = Moments.of(sample, sample::test);
        double meanShift = test.mean() - reference.mean();
        double deviationShift = Math.sqrt(test.variance()) - Math.sqrt(reference.variance());
        return LEAST_GAIN * (meanShift * meanShift + deviationShift * deviationShift)
                <= sample.nmse() * reference.variance();
    }

    private record Moments(double mean, double variance) {

        /** Returns the moments of the values that are not NaN. */
        static Moments of(RowSample sample, IntToDoubleFunction side) {
            long count = 0;
            double origin = 0;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < sample.size(); i++) {
                double value = side.applyAsDouble(i);
                if (!Double.isNaN(value)) {
                    // Relative to the first value; otherwise nearly equal values would cancel.
                    origin = count++ == 0 ? value : origin;
                    sum += value - origin;
                    squares += (value - origin) * (value - origin);
                }
            }
            double mean = sum / count;
            return new Moments(origin + mean, squares / count - mean * mean);
        }
    }

    /** Returns the values with each row sorted; NaN values come last. */
    private static double[] sorted(RowSample sample, IntToDoubleFunction side) {
        double[] values = new double[sample.size()];
        Arrays.setAll(values, side);
        for (int row = 0; row < sample.rows(); row++) {
            Arrays.sort(values, row * sample.width(), (row + 1) * sample.width());
        }
        return values;
    }

    /** Returns the distance of the sorted rows, averaged over the rows. */
    private static double distances(RowSample sample, double[] one, double[] other) {
        double sum = 0;
        for (int row = 0; row < sample.rows(); row++) {
            sum += distance(one, row * sample.width(), other, row * sample.width(), values(sample, one, row));
        }
        return sum / sample.rows();
    }

    /** Returns the value that {@link #distances} would have for two samples of the reference's distribution. */
    private static double twoSamples(RowSample sample) {
        double sum = 0;
        for (int row = 0; row < sample.rows(); row++) {
            int from = row * sample.width();
            int half = sample.width() / 2;
            double[] even = new double[half];
            double[] odd = new double[half];
            Arrays.setAll(even, i -> sample.reference(from + 2 * i));
            Arrays.setAll(odd, i -> sample.reference(from + 2 * i + 1));
            Arrays.sort(even);
            Arrays.sort(odd);
            int count = Math.min(values(even, 0, half), values(odd, 0, half));
            // With twice as many values, sorted rows are half as far apart.
            sum += distance(even, 0, odd, 0, count) / 2;
        }
        return sum / sample.rows();
    }

    /** Returns the mean squared distance of two sorted runs from their least-squares line, ignoring their ends. */
    private static double distance(double[] one, int from, double[] other, int otherFrom, int count) {
        int end = (int) (ENDS * count);
        double oneMean = mean(one, from + end, from + count - end);
        double otherMean = mean(other, otherFrom + end, otherFrom + count - end);
        double squares = 0;
        double otherSquares = 0;
        double products = 0;
        for (int i = end; i < count - end; i++) {
            double x = one[from + i] - oneMean;
            double y = other[otherFrom + i] - otherMean;
            squares += x * x;
            otherSquares += y * y;
            products += x * y;
        }
        return Math.max(0, otherSquares - products * products / squares) / (count - 2.0 * end);
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElse(Double.NaN);
    }

    private static int values(RowSample sample, double[] sorted, int row) {
        return values(sorted, row * sample.width(), sample.width());
    }

    /** Returns the number of values before the first NaN. */
    private static int values(double[] sorted, int from, int count) {
        int values = count;
        while (values > 0 && Double.isNaN(sorted[from + values - 1])) {
            values--;
        }
        return values;
    }
}
