package io.github.modelconversion.judge.place;

import io.github.modelconversion.judge.cause.Cause;
import io.github.modelconversion.judge.cause.FewOutliers;
import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import java.util.Optional;

/** The difference is confined to one contiguous range of indices, the same in all rows. */
public final class Region implements Cause {

    /** Largest share of a row that a region may have. */
    private static final double MOST_OF_A_ROW = 0.5;

    /** Smallest squared error of an index that differs, as a multiple of the mean outside of the region. */
    private static final double ABOVE_OUTSIDE = 10;

    /** Most repetitions of the search, each with the error outside of the last region; two or three usually suffice. */
    private static final int ROUNDS = 5;

    @Override
    public boolean isSeenInSomeEntries() {
        return true;
    }

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        double[] errors = new double[sample.width()];
        for (int i = 0, column = 0; i < sample.size(); i++) {
            double error = sample.test(i) - sample.reference(i);
            errors[column] += Double.isNaN(error) ? 0 : error * error;
            column = column + 1 == sample.width() ? 0 : column + 1;
        }
        Range range = range(errors);
        return range.length() <= FewOutliers.mostOf(sample.width()) || range.length() > MOST_OF_A_ROW * sample.width()
                ? Optional.empty()
                : Optional.of(claim(sample, range));
    }

    private static Range range(double[] errors) {
        double sum = sum(errors, 0, errors.length);
        // At first, indices with an error below a tenth of the mean count as outside.
        Range range = Range.ofMost(errors, sum / errors.length / ABOVE_OUTSIDE);
        for (int i = 0; i < ROUNDS && range.length() <= MOST_OF_A_ROW * errors.length; i++) {
            double outside = sum - sum(errors, range.start(), range.end());
            range = Range.ofMost(errors, ABOVE_OUTSIDE * outside / (errors.length - range.length()));
        }
        return range;
    }

    private static double sum(double[] errors, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += errors[i];
        }
        return sum;
    }

    private static Claim claim(RowSample sample, Range range) {
        double remains =
                sample.nmse(i -> range.contains(i % sample.width()) ? Double.NaN : sample.reference(i), sample::test);
        int last = range.end() - 1;
        return new Claim(
                Code.REGION,
                2,
                sample.nmse(),
                remains,
                () -> new Claim.Statement(
                        "the difference sits in indices " + range.start() + " to " + last + " of " + sample.width(),
                        "Compare these rows of the output matrix: a part of it was not written, or comes from elsewhere",
                        Numbers.of("firstIndex", range.start()).and("lastIndex", last)));
    }

    /** The indices from start, inclusive, to end, exclusive. */
    private record Range(int start, int end) {

        /** Returns the range with the largest sum of errors minus threshold (Kadane's algorithm). */
        static Range ofMost(double[] errors, double threshold) {
            double most = 0;
            double sum = 0;
            int start = 0;
            int bestStart = 0;
            int bestEnd = 0;
            for (int i = 0; i < errors.length; i++) {
                if (sum <= 0) {
                    sum = 0;
                    start = i;
                }
                sum += errors[i] - threshold;
                if (sum > most) {
                    most = sum;
                    bestStart = start;
                    bestEnd = i + 1;
                }
            }
            return new Range(bestStart, bestEnd);
        }

        int length() {
            return end - start;
        }

        boolean contains(int index) {
            return index >= start && index < end;
        }
    }
}
