package io.github.modelconversion.measure.values;

import static io.github.modelconversion.measure.values.Rows.everyOtherMasked;
import static io.github.modelconversion.measure.values.Rows.gaussians;
import static io.github.modelconversion.measure.values.Rows.map;
import static io.github.modelconversion.measure.values.Rows.plus;
import static io.github.modelconversion.measure.values.Rows.spread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The exact figures of a row against decimals and values known by hand, and which entries they exclude. */
class ExactRowTest {

    private static final double MASKED = Double.NEGATIVE_INFINITY;

    /** The error of a single rounding, in ulp. */
    private static final double MOST_ULPS = 0.5000001;

    @Test
    void maskedEntriesAreExcluded() {
        Random random = new Random(9);
        double[] reference = gaussians(random, 60, 4);
        double[] test = plus(reference, gaussians(random, 60, 1), 0.5);
        ExactRow bare = ExactRow.of(reference, test);
        ExactRow masked = ExactRow.of(everyOtherMasked(reference), everyOtherMasked(test));

        assertThat(masked.size()).isEqualTo(60);
        assertThat(masked.klDivergence()).isEqualTo(bare.klDivergence());
        assertThat(masked.top10Overlap()).isEqualTo(bare.top10Overlap());
        assertThat(masked.top1DeltaP()).isEqualTo(bare.top1DeltaP());
        assertThat(masked.cosineSimilarity()).isEqualTo(bare.cosineSimilarity());
        assertThat(masked.nmse()).isEqualTo(bare.nmse());
        assertThat(masked.rootMeanSquareError()).isEqualTo(bare.rootMeanSquareError());
        assertThat(masked.top1Reference()).isEqualTo(2 * bare.top1Reference() + 1);
        assertThat(masked.top1Test()).isEqualTo(2 * bare.top1Test() + 1);
    }

    @Test
    void rowsWithoutFiguresAreRefused() {
        assertRefused(new double[] {1, MASKED}, new double[] {1, 2});
        assertRefused(new double[] {1, 2}, new double[] {1, MASKED});
        assertRefused(new double[] {1, Double.NaN}, new double[] {1, 2});
        assertRefused(new double[] {1, 2}, new double[] {1, Double.POSITIVE_INFINITY});
        assertRefused(new double[] {MASKED}, new double[] {MASKED});
        assertRefused(new double[] {1}, new double[] {1, 2});
        assertRefused(new double[0], new double[0]);
    }

    private static void assertRefused(double[] reference, double[] test) {
        assertThatIllegalArgumentException().isThrownBy(() -> ExactRow.of(reference, test));
    }

    @Test
    void theFirstOfEqualLargestEntriesIsTheTop() {
        ExactRow row = ExactRow.of(new double[] {MASKED, 1, 5, 5}, new double[] {MASKED, -0.0, 0.0, -3});

        assertThat(row.top1Reference()).isEqualTo(2);
        assertThat(row.top1Test()).isEqualTo(1);
    }

    @Test
    void overlapOfTheTopTenOfFewEntriesIsWhole() {
        assertThat(ExactRow.of(new double[] {1, 2, 3}, new double[] {3, 2, 1}).top10Overlap())
                .isEqualTo(1);
    }

    @Test
    void overlapOfTheTopTenIsKnownByHand() {
        double[] rising = IntStream.range(0, 14).asDoubleStream().toArray();

        assertThat(ExactRow.of(rising, rising).top10Overlap()).isEqualTo(1);
        assertThat(ExactRow.of(rising, map(rising, x -> -x)).top10Overlap()).isEqualTo(0.6);
        assertThat(ExactRow.of(rising, new double[14]).top10Overlap())
                .as("top 10 of equal entries")
                .isEqualTo(0.6);
    }

    @Test
    void overlapOfTheTopTenAgreesWithSorting() {
        Random random = new Random(10);
        for (int draw = 0; draw < 300; draw++) {
            int n = 1 + random.nextInt(40);
            double[] reference = random.ints(n, 0, 15).asDoubleStream().toArray();
            double[] test = random.ints(n, 0, 15).asDoubleStream().toArray();
            List<Integer> common = sorted(reference).stream()
                    .limit(10)
                    .filter(sorted(test).stream().limit(10).toList()::contains)
                    .toList();
            ExactRow row = ExactRow.of(reference, test);

            assertThat(row.top10Overlap()).isEqualTo((double) common.size() / Math.min(10, n));
            assertThat(row.top1Reference()).isEqualTo(sorted(reference).get(0));
            assertThat(row.top1Test()).isEqualTo(sorted(test).get(0));
        }
    }

    @Test
    void cosineIsKnownByHand() {
        assertThat(cosine(new double[] {3, 4}, new double[] {4, 3})).isEqualTo(0.96);
        assertThat(cosine(new double[] {3, 4}, new double[] {-6, -8})).isEqualTo(-1);
        assertThat(cosine(new double[] {1, 0}, new double[] {0, 7})).isZero();
        assertThat(cosine(new double[] {3e250, 4e250}, new double[] {4e-250, 3e-250}))
                .isCloseTo(0.96, within(1e-15));
        assertThat(cosine(new double[] {1, 2}, new double[2])).isNaN();
    }

    @Test
    void momentsAreRoundedOnceOverManyExponents() {
        Random random = new Random(11);
        for (int draw = 0; draw < 500; draw++) {
            double[] reference = spread(random, 30, 1 + draw / 2);
            double[] test = draw % 2 == 0 ? spread(random, 30, 1 + draw / 2) : map(reference, x -> x * 1.001);
            ExactMoments exact = ExactMoments.of(reference, test);
            ExactRow row = ExactRow.of(reference, test);

            assertUlps(row.nmse(), exact.nmse());
            assertUlps(row.rootMeanSquareError(), exact.mse().sqrt(Decimals.ROUNDED));
            assertUlps(row.cosineSimilarity(), cosine(exact, ExactMoments.of(test, test)));
        }
    }

    @Test
    void normalizedErrorIsExactFarFromZeroAndAfterAnOutlier() {
        Random random = new Random(12);
        double[] reference = map(gaussians(random, 1000, 1e-2), x -> x + 1e4);
        double[] test = map(reference, Math::nextUp);
        assertUlps(
                ExactRow.of(reference, test).nmse(),
                ExactMoments.of(reference, test).nmse());
        reference[0] = 1e30;
        assertUlps(
                ExactRow.of(reference, test).nmse(),
                ExactMoments.of(reference, test).nmse());
    }

    @Test
    void normalizedErrorOfAConstantRowIsNotANumber() {
        assertThat(ExactRow.of(new double[] {0.1, 0.1, 0.1}, new double[] {1, 2, 3})
                        .nmse())
                .isNaN();
        assertThat(ExactRow.of(new double[] {MASKED, 5}, new double[] {MASKED, 6})
                        .nmse())
                .isNaN();
    }

    @Test
    void errorsAreKnownByHand() {
        ExactRow row = ExactRow.of(new double[] {1, 3}, new double[] {4, 7});

        assertThat(row.rootMeanSquareError()).isEqualTo(Math.sqrt(12.5));
        assertThat(row.nmse()).isEqualTo(12.5);
        assertThat(ExactRow.of(new double[2], new double[] {3e-200, 3e-200}).rootMeanSquareError())
                .isEqualTo(3e-200);
        assertThat(ExactRow.of(new double[] {1, 2}, new double[] {1, 2}).rootMeanSquareError())
                .isZero();
    }

    private static void assertUlps(double computed, BigDecimal exact) {
        assertThat(ExactMoments.ulps(computed, exact)).isLessThanOrEqualTo(MOST_ULPS);
    }

    private static double cosine(double[] reference, double[] test) {
        return ExactRow.of(reference, test).cosineSimilarity();
    }

    private static BigDecimal cosine(ExactMoments pair, ExactMoments test) {
        BigDecimal norms = pair.squares().multiply(test.squares()).sqrt(Decimals.ROUNDED);
        return pair.squares().add(pair.products()).divide(norms, Decimals.ROUNDED);
    }

    private static List<Integer> sorted(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .toList();
    }
}
