package io.github.modelconversion.judge.place;

import io.github.modelconversion.judge.cause.Cause;
import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import java.util.Locale;
import java.util.Optional;

/** The test has the reference's values at shifted indices. */
public final class IndexOffset implements Cause {

    private static final int MOST = 64;

    /** Smallest ratio of a row's width to an offset, which leaves three quarters of a row to compare. */
    private static final int LEAST_ROW_OF_OFFSET = 4;

    /** Number of evenly spread entries to search the offset with. */
    private static final int SEARCHED = 512;

    /** Smallest gain among them that makes it worth trying the offset on all entries. */
    private static final double WORTH_A_LOOK = 10;

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        int most = Math.min(MOST, sample.width() / LEAST_ROW_OF_OFFSET);
        // Odd, so that the searched entries are not all in one column.
        int step = Math.max(1, sample.size() / SEARCHED) | 1;
        int count = sample.size() / step;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int distance = 1; distance <= most; distance++) {
            for (int offset : new int[] {distance, -distance}) {
                double left =
                        RowSample.nmse(count, i -> referenceAt(sample, i * step, offset), i -> sample.test(i * step));
                if (left < least) {
                    least = left;
                    best = offset;
                }
            }
        }
        return least * WORTH_A_LOOK > RowSample.nmse(count, i -> sample.reference(i * step), i -> sample.test(i * step))
                ? Optional.empty()
                : Optional.of(claim(sample, best));
    }

    private static Claim claim(RowSample sample, int offset) {
        double remains = sample.nmse(i -> referenceAt(sample, i, offset), sample::test);
        return new Claim(
                Code.INDEX_OFFSET,
                1,
                sample.nmse(),
                remains,
                () -> new Claim.Statement(
                        String.format(
                                Locale.ROOT, "test[i] is reference[i %s %d]", offset < 0 ? "-" : "+", Math.abs(offset)),
                        "One side has an extra or a missing entry at the start of its vocabulary, such as a special token:"
                                + " compare the tokenizers' first ids and the rows of the output matrix",
                        Numbers.of("offset", offset)));
    }

    /** Returns the reference's value at this offset in the same row; NaN outside of the row. */
    private static double referenceAt(RowSample sample, int entry, int offset) {
        int column = entry % sample.width() + offset;
        return column < 0 || column >= sample.width() ? Double.NaN : sample.reference(entry + offset);
    }
}
