package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.judge.row.Normalized;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Each row of the test is a multiple of the reference's row plus a constant per row, like log-probabilities at another
 * temperature. The factor is the same for all rows or differs per row.
 */
public final class ScaledByRow implements Cause {

    /** Fewest values in a row: two numbers are fitted per row, which explains too much in shorter rows. */
    private static final int LEAST_WIDTH = 128;

    /** Factor by which one factor per row must leave less than a single factor for all rows. */
    private static final double FAR_LESS = 10;

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        boolean few = sample.rows() < 2 || sample.width() < LEAST_WIDTH;
        if (few || new Normalized().examine(evidence).isPresent()) {
            return Optional.empty();
        }
        double[][] sums = IntStream.range(0, sample.rows())
                .mapToObj(row -> sums(sample, row))
                .toArray(double[][]::new);
        double[] one = new double[sums.length];
        Arrays.fill(
                one,
                Arrays.stream(sums).mapToDouble(row -> row[1]).sum()
                        / Arrays.stream(sums).mapToDouble(row -> row[0]).sum());
        double[] own = Arrays.stream(sums).mapToDouble(row -> row[1] / row[0]).toArray();
        double leftByOne = remains(sample, one);
        double leftByOwn = remains(sample, own);
        boolean isOne = !(FAR_LESS * leftByOwn <= leftByOne);
        double[] factors = isOne ? one : own;
        Claim claim = new Claim(
                Code.SCALED_BY_ROW,
                2,
                sample.nmse(),
                isOne ? leftByOne : leftByOwn,
                () -> isOne ? statement(factors[0]) : statement(factors));
        boolean isPositive = Arrays.stream(factors).allMatch(factor -> factor > 0);
        return Optional.of(claim).filter(it -> isPositive && !isOneLine(evidence, sample, it));
    }

    /** Returns whether a single line for all rows explains as much. */
    private static boolean isOneLine(Evidence evidence, RowSample sample, Claim claim) {
        return new Scaled(Scaled.Line.ANY)
                .examine(evidence, sample)
                .filter(line -> line.matches(claim))
                .isPresent();
    }

    /**
     * Returns the sum of squares of a row of the reference and of its products with the test, both centered on the row's
     * means.
     */
    private static double[] sums(RowSample sample, int row) {
        int from = row * sample.width();
        double count = 0;
        double reference = 0;
        double test = 0;
        for (int i = from; i < from + sample.width(); i++) {
            if (!Double.isNaN(sample.reference(i))) {
                count++;
                reference += sample.reference(i);
                test += sample.test(i);
            }
        }
        double squares = 0;
        double products = 0;
        for (int i = from; i < from + sample.width(); i++) {
            if (!Double.isNaN(sample.reference(i))) {
                double deviation = sample.reference(i) - reference / count;
                squares += deviation * deviation;
                products += deviation * (sample.test(i) - test / count);
            }
        }
        return new double[] {squares, products};
    }

    private static double remains(RowSample sample, double[] factors) {
        int width = sample.width();
        double[] shifts = ConstantShift.meanShifts(sample, i -> factors[i / width] * sample.reference(i), sample::test);
        return sample.nmse(i -> factors[i / width] * sample.reference(i) + shifts[i / width], sample::test);
    }

    private static Claim.Statement statement(double factor) {
        return new Claim.Statement(
                String.format(
                        Locale.ROOT,
                        "each row of the test is %.6g times the reference's row plus a constant of its own, as"
                                + " log-probabilities at the temperature %.6g are",
                        factor,
                        1 / factor),
                "Write both sides at the same temperature, best the logits",
                Numbers.of("factor", factor).and("temperature", 1 / factor));
    }

    private static Claim.Statement statement(double[] factors) {
        double lowest = Arrays.stream(factors).min().orElseThrow();
        double highest = Arrays.stream(factors).max().orElseThrow();
        return new Claim.Statement(
                String.format(
                        Locale.ROOT,
                        "each row of the test is the reference's row times a factor of its own, %.6g to %.6g, plus a"
                                + " constant",
                        lowest,
                        highest),
                "A temperature, or a normalization of single rows, differs from row to row: write the logits on both sides,"
                        + " before either",
                Numbers.of("lowestFactor", lowest).and("highestFactor", highest));
    }
}
