package io.github.modelconversion.judge.place;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Subject.Pooling;
import io.github.modelconversion.result.row.RowErrors;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A few of many positions are far off, which the mean over all of them may hide.
 *
 * <p>In outputs of good conversions the error of the worst of up to 2 000 rows is up to 12 times the 90th percentile of all
 * rows, if each row's error is divided by at least the median variance of a row; divided by its own variance it is up to 29
 * times.
 */
public final class FewPositions implements Diagnosis {

    private static final int LEAST_ROWS = 3;

    /** Largest share of rows that counts as a few. */
    private static final double FEW = 0.1;

    /** A row is far off if its error is more than this many times the largest error of the rows other than the few. */
    private static final double APART = 30;

    /** Highest mean NMSE of the other rows, unless it is usual for the type; above it, all rows are off. */
    private static final double MOST_OF_OTHERS = 1e-2;

    private static final int NAMED = 5;

    private static final String OF_POOL = "Compare both sides there";

    /** Returns the largest number of rows that counts as a few: a tenth, but at least one. */
    static int mostOf(int rows) {
        return Math.max(1, rows - 1 - (int) ((1 - FEW) * (rows - 1)));
    }

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        RowErrors rows = evidence.rowErrors();
        if (rows.count() < LEAST_ROWS) {
            return Optional.empty();
        }
        double[] errors = rows.leveled();
        double[] sorted = Arrays.stream(errors)
                .filter(error -> !Double.isNaN(error))
                .sorted()
                .toArray();
        if (sorted.length < LEAST_ROWS) {
            return Optional.empty();
        }
        double ofOthers = sorted[sorted.length - 1 - mostOf(sorted.length)];
        double usual = evidence.largestUsualNmse();
        int[] few = IntStream.range(0, errors.length)
                .filter(row -> errors[row] > APART * ofOthers && !Claim.isUsual(errors[row], usual))
                .toArray();
        int[] others = IntStream.range(0, errors.length)
                .filter(row -> Arrays.binarySearch(few, row) < 0)
                .toArray();
        double meanOfOthers = mean(rows, others);
        return few.length == 0 || !(meanOfOthers <= MOST_OF_OTHERS || Claim.isUsual(meanOfOthers, usual))
                ? Optional.empty()
                : Optional.of(
                        finding(rows, few, meanOfOthers, evidence.rowFacts().pooling()));
    }

    private static double mean(RowErrors rows, int[] positions) {
        return Arrays.stream(positions)
                .mapToDouble(rows::nmse)
                .filter(nmse -> !Double.isNaN(nmse))
                .average()
                .orElse(Double.NaN);
    }

    private static Finding finding(RowErrors rows, int[] few, double meanOfOthers, Pooling pooling) {
        double meanOfFew = mean(rows, few);
        return new Finding(
                Code.FEW_POSITIONS,
                Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "%d of %d positions %s far off: %s (mean NMSE %.3e on %s own, %.3e for the others). %s",
                        few.length,
                        rows.count(),
                        few.length == 1 ? "is" : "are",
                        named(few, pooling),
                        meanOfFew,
                        few.length == 1 ? "its" : "their",
                        meanOfOthers,
                        pooling.prompts().isEmpty() ? advice(few, rows.count()) : OF_POOL),
                Numbers.of("count", few.length)
                        .and("positions", rows.count())
                        .and("firstPosition", few[0])
                        .and("lastPosition", few[few.length - 1])
                        .and("nmseOfThese", meanOfFew)
                        .and("nmseOfOthers", meanOfOthers)
                        .map());
    }

    private static String named(int[] few, Pooling pooling) {
        int last = few[few.length - 1];
        IntFunction<String> name = position -> position + pooling.where(position);
        return few.length > 2 && last - few[0] == few.length - 1
                ? name.apply(few[0]) + " to " + name.apply(last)
                : Arrays.stream(few).limit(NAMED).mapToObj(name).collect(Collectors.joining(", "))
                        + (few.length > NAMED ? ", ..." : "");
    }

    private static String advice(int[] few, int rows) {
        if (few[0] == 0 && few.length == 1) {
            return "Compare the start of the prompt: whether both sides add a BOS token, and which one";
        }
        return few[0] >= rows - few.length
                ? "Compare the end of the prompt: whether one side adds an end token or closes a chat template, and whether"
                        + " the last row was written at all"
                : "Compare what is special there: the tokens of both sides, the rows of their embeddings, and where one"
                        + " batch of tokens ends and the next begins";
    }
}
