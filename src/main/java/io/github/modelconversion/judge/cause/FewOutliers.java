package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A few entries with much larger errors than all others account for the difference. */
public final class FewOutliers implements Cause {

    /** At most one in this number of a row's entries is an outlier, and one entry always may be. */
    private static final int ONE_IN = 1000;

    /** Smallest error of an outlier, as a multiple of the other entries' root mean square error. */
    private static final double APART = 10;

    private static final int NAMED = 3;

    /** Outliers sit together if they fill more than this share of the columns from the first to the last. */
    private static final double TOGETHER = 0.5;

    /** Returns the largest number of outliers in a row. */
    public static int mostOf(int width) {
        return Math.max(1, width / ONE_IN);
    }

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        if (!canBe(evidence, sample.width())) {
            return Optional.empty();
        }
        double[] squares = new double[sample.size()];
        Arrays.setAll(squares, i -> squaredError(sample, i));
        double sum = Arrays.stream(squares).sum();
        int most = sample.rows() * mostOf(sample.width());
        Arrays.sort(squares);
        double from = smallestOutlier(squares, most, sum);
        int[] outliers = IntStream.range(0, sample.size())
                .filter(i -> squaredError(sample, i) >= from)
                .toArray();
        return outliers.length == 0 || mostInARow(sample, outliers) > mostOf(sample.width())
                ? Optional.empty()
                : Optional.of(claim(evidence, sample, outliers, from));
    }

    /**
     * Returns whether the allowed number of outliers, each with the largest error, could make up nine tenths of the whole.
     */
    private static boolean canBe(Evidence evidence, int width) {
        double largest = evidence.metric(Metric.MAX_ABSOLUTE_ERROR).orElse(Double.NaN);
        double mean = evidence.metric(Metric.MSE).orElse(Double.NaN);
        return mostOf(width) * largest * largest >= 0.9 * mean * width;
    }

    private static int mostInARow(RowSample sample, int[] outliers) {
        int[] counts = new int[sample.rows()];
        for (int outlier : outliers) {
            counts[outlier / sample.width()]++;
        }
        return Arrays.stream(counts).max().orElse(0);
    }

    /** Returns the smallest squared error of an outlier; infinity if there are none. */
    private static double smallestOutlier(double[] sorted, int most, double sum) {
        double rest = sum;
        double from = Double.POSITIVE_INFINITY;
        for (int outliers = 1; outliers <= most && outliers < sorted.length; outliers++) {
            double square = sorted[sorted.length - outliers];
            rest -= square;
            if (square > 0 && square * (sorted.length - outliers) >= APART * APART * Math.max(0, rest)) {
                from = square;
            }
        }
        return from;
    }

    private static double squaredError(RowSample sample, int entry) {
        double error = sample.test(entry) - sample.reference(entry);
        return Double.isNaN(error) ? 0 : error * error;
    }

    private static Claim claim(Evidence evidence, RowSample sample, int[] outliers, double from) {
        double remains =
                sample.nmse(i -> squaredError(sample, i) >= from ? Double.NaN : sample.reference(i), sample::test);
        return new Claim(
                Code.FEW_OUTLIERS,
                1,
                sample.nmse(),
                remains,
                () -> new Claim.Statement(
                        String.format(
                                Locale.ROOT,
                                "%d of %d entries account for the difference%s: %s%s",
                                outliers.length,
                                sample.size(),
                                where(sample, outliers),
                                named(evidence, sample, outliers),
                                outliers.length > NAMED ? ", ..." : ""),
                        "Compare these tokens' rows of the embedding and of the output matrix; special and added tokens"
                                + " are often left uninitialised or resized",
                        Numbers.of("count", outliers.length)
                                .and("firstIndex", sample.index(outliers[0]))
                                .and("lastIndex", sample.index(outliers[outliers.length - 1]))));
    }

    private static String named(Evidence evidence, RowSample sample, int[] outliers) {
        return Arrays.stream(outliers)
                .limit(NAMED)
                .mapToObj(i -> evidence.place(sample.index(i)) + " (reference " + Numbers.text(sample.reference(i))
                        + ", test " + Numbers.text(sample.test(i)) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String where(RowSample sample, int[] outliers) {
        int[] columns = Arrays.stream(outliers)
                .map(i -> i % sample.width())
                .distinct()
                .sorted()
                .toArray();
        int first = columns[0];
        int last = columns[columns.length - 1];
        boolean together = columns.length > 1 && columns.length > TOGETHER * (last - first + 1);
        return together
                ? " and sit together, indices " + first + " to " + last
                        + (last == sample.width() - 1 ? ", the end of the row" : "")
                : "";
    }
}
