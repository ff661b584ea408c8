package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import java.util.Arrays;
import java.util.Optional;

/** The difference sits in one contiguous range of indices, the same in all rows. */
final class Region implements Cause {

    /** A range that is longer is no region. */
    private static final double MOST_OF_A_ROW = 0.5;

    /** A place counts as different from so many times the mean squared error outside of the region on. */
    private static final double ABOVE_OUTSIDE = 10;

    /** As often the region is sought again with the error outside of the last one; two or three times settle it. */
    private static final int ROUNDS = 5;

    @Override
    public Optional<Claim> examine(Evidence evidence, Sample sample) {
        double[] errors = new double[sample.width()];
        for (int i = 0; i < sample.size(); i++) {
            double error = sample.test(i) - sample.reference(i);
            errors[i % sample.width()] += Double.isNaN(error) ? 0 : error * error;
        }
        Range range = range(errors);
        return range.length() <= FewOutliers.mostOf(sample.width()) || range.length() > MOST_OF_A_ROW * sample.width()
                ? Optional.empty()
                : Optional.of(claim(sample, range));
    }

    private static Range range(double[] errors) {
        double sum = Arrays.stream(errors).sum();
        // To begin with, outside is where the error is below a tenth of the mean.
        Range range = Range.ofMost(errors, sum / errors.length / ABOVE_OUTSIDE);
        for (int i = 0; i < ROUNDS && range.length() < errors.length; i++) {
            double inside = Arrays.stream(errors, range.start(), range.end()).sum();
            range = Range.ofMost(errors, ABOVE_OUTSIDE * (sum - inside) / (errors.length - range.length()));
        }
        return range;
    }

    private static Claim claim(Sample sample, Range range) {
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

    /** The indices from start to before end. */
    private record Range(int start, int end) {

        /** Returns the range in which the errors exceed a threshold by the largest sum (Kadane's algorithm). */
        static Range ofMost(double[] errors, double threshold) {
            double most = 0;
            double sum = 0;
            int start = 0;
            Range best = new Range(0, 0);
            for (int i = 0; i < errors.length; i++) {
                if (sum <= 0) {
                    sum = 0;
                    start = i;
                }
                sum += errors[i] - threshold;
                if (sum > most) {
                    most = sum;
                    best = new Range(start, i + 1);
                }
            }
            return best;
        }

        int length() {
            return end - start;
        }

        boolean contains(int index) {
            return index >= start && index < end;
        }
    }
}
