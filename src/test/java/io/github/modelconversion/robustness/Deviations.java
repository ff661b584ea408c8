package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.measure.values.ExactMoments;
import io.github.modelconversion.measure.values.ExactRow;
import io.github.modelconversion.measure.values.TwoDoubles;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Measures how far the engine's figures are from exact ones, and whether its verdicts agree with theirs. */
final class Deviations {

    /** The figures and their guaranteed errors, as on the pages metrics and performance. */
    enum Figure {
        NMSE("NMSE", 2, "ulp"),
        MSE("MSE", 2, "ulp"),
        VARIANCE("reference variance", 2, "ulp"),
        MEAN_ERROR("mean absolute error", 2, "ulp"),
        LARGEST_ERROR("largest absolute error", 0, "ulp"),
        MEAN_SQUARE_NMSE("mean-square NMSE", 2, "ulp"),
        DECIBELS("NMSE in dB", 2, "ulp, and 2 ulp of the NMSE"),
        SHIFT("mean shift", 1e-15, "of the mean absolute error"),
        CENTERED("centered NMSE", 1e-15, "of the NMSE"),
        SLOPE("regression slope", 1e-13, "of it, at least of 1"),
        CORRELATION("correlation", 1e-12, ""),
        KL("KL divergence of a row, mean, median, 99th percentile, largest", 1e-7, "of it, at least of 1e-9"),
        TOP1("top-1 agreement, number of flips", 0, ""),
        TOP10("top-10 overlap", 1e-15, ""),
        DELTA_P("RMS change of the top-1 token's probability", 1e-12, ""),
        COSINE("cosine similarity, mean and lowest", 1e-15, ""),
        ROW_NMSE("NMSE of a row", 4e-15, "of it");

        final String words;
        final double promised;
        final String unit;

        Figure(String words, double promised, String unit) {
            this.words = words;
            this.promised = promised;
            this.unit = unit;
        }
    }

    /** Squares of values up to this magnitude, and their sums, are well within a double's range. */
    private static final double LARGE = 1e140;

    /** Squares below this lose digits: figures based on them are not measured, with OUT_OF_RANGE. */
    private static final double SMALL = 1e-280;

    private final Map<Figure, Double> worst = new EnumMap<>(Figure.class);
    private final Map<Figure, Integer> count = new EnumMap<>(Figure.class);

    void compare(RandomPair pair, Comparison comparison) {
        Measurement measured = comparison.measurement().orElseThrow();
        boolean[] padding = padding(pair);
        int[] counted = IntStream.range(0, pair.reference.length)
                .filter(i -> !padding[i / pair.width])
                .toArray();
        int[] kept = Arrays.stream(counted)
                .filter(i -> Double.isFinite(pair.reference[i]))
                .toArray();
        assertThat(measured.entries().compared()).isEqualTo(kept.length);
        assertThat(measured.entries().masked()).isEqualTo(counted.length - kept.length);
        assertThat(measured.hasNonFinite()).isFalse();
        if (kept.length < 2) {
            if (measured.entries().masked() > 0) {
                assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
            } else if (pair.kind != OutputKind.EMBEDDINGS) {
                assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
            }
            assertThat(codes(comparison))
                    .contains(measured.entries().masked() > 0 ? Code.NOTHING_COMPARED : Code.TOO_FEW_VALUES);
            return;
        }
        double[] reference =
                Arrays.stream(kept).mapToDouble(i -> pair.reference[i]).toArray();
        double[] test = Arrays.stream(kept).mapToDouble(i -> pair.test[i]).toArray();
        ExactMoments exact = ExactMoments.of(reference, test);
        boolean large = IntStream.range(0, kept.length)
                .anyMatch(i -> !(Math.max(Math.abs(reference[i]), Math.abs(test[i])) <= LARGE));
        compareLargest(measured, kept, reference, test);
        assertThat(measured.identical()).isEqualTo(exact.absoluteErrors().signum() == 0);
        assertThat(measured.constantReference()).isEqualTo(exact.variance().signum() == 0);
        if (!large) {
            compareMoments(measured, exact);
        }
        if (exact.variance().signum() == 0) {
            boolean tooFew = pair.reference.length <= 3;
            if (!tooFew || pair.kind != OutputKind.EMBEDDINGS) {
                assertThat(comparison.verdict()).isEqualTo(tooFew ? Verdict.NOT_MEASURED : Verdict.FAIL);
            }
            assertThat(codes(comparison)).contains(tooFew ? Code.TOO_FEW_VALUES : Code.CONSTANT_REFERENCE);
            assertThat(value(measured, Metric.NMSE)).isEmpty();
        } else {
            compareNmse(comparison, measured, exact, large);
        }
        if (!large && pair.kind != OutputKind.ACTIVATIONS) {
            compareRows(pair, comparison, measured);
        }
    }

    private void compareLargest(Measurement measured, int[] kept, double[] reference, double[] test) {
        int at = 0;
        for (int i = 1; i < kept.length; i++) {
            at = Math.abs(test[i] - reference[i]) > Math.abs(test[at] - reference[at]) ? i : at;
        }
        assertThat(measured.largestError().orElseThrow().index()).isEqualTo(kept[at]);
        double largest = Math.abs(test[at] - reference[at]);
        if (Double.isFinite(largest)) {
            note(Figure.LARGEST_ERROR, Math.abs(largest - required(measured, Metric.MAX_ABSOLUTE_ERROR)));
        }
    }

    private void compareMoments(Measurement measured, ExactMoments exact) {
        ulps(Figure.MSE, measured, Metric.MSE, exact.mse());
        ulps(Figure.VARIANCE, measured, Metric.REFERENCE_VARIANCE, exact.variance());
        ulps(Figure.MEAN_ERROR, measured, Metric.MEAN_ABSOLUTE_ERROR, exact.meanAbsoluteError());
        if (exact.squares().signum() > 0 && isInRange(exact.squares()) && isInRange(exact.mse())) {
            ulps(Figure.MEAN_SQUARE_NMSE, measured, Metric.MEAN_SQUARE_NMSE, exact.meanSquareNmse());
        }
        double meanError = exact.meanAbsoluteError().doubleValue();
        double shift = required(measured, Metric.MEAN_SHIFT);
        note(Figure.SHIFT, distance(shift, exact.meanShift()) / Math.max(meanError, Double.MIN_NORMAL));
    }

    private void compareNmse(Comparison comparison, Measurement measured, ExactMoments exact, boolean large) {
        OptionalDouble nmse = value(measured, Metric.NMSE);
        double exactNmse = exact.nmse().doubleValue();
        if (!large && isInRange(exact.variance()) && isInRange(exact.mse())) {
            assertThat(nmse).isPresent();
            compareRelations(measured, exact);
        }
        if (nmse.isEmpty()) {
            assertThat(codes(comparison)).contains(Code.OUT_OF_RANGE);
        }
        if (comparison.kind() != OutputKind.EMBEDDINGS) {
            Verdict verdict = comparison.limits().get(0).verdict();
            assertThat(verdict)
                    .isEqualTo(nmse.isEmpty() ? Verdict.NOT_MEASURED : exactNmse < 0.01 ? Verdict.PASS : Verdict.FAIL);
            assertThat(comparison.verdict() == Verdict.PASS && verdict != Verdict.PASS)
                    .isFalse();
        }
    }

    private void compareRelations(Measurement measured, ExactMoments exact) {
        ulps(Figure.NMSE, measured, Metric.NMSE, exact.nmse());
        double nmse = exact.nmse().doubleValue();
        note(
                Figure.CENTERED,
                distance(required(measured, Metric.CENTERED_NMSE), exact.centeredNmse())
                        / Math.max(nmse, Double.MIN_VALUE));
        if (nmse > 0) {
            BigDecimal decibels = TwoDoubles.of(exact.nmse())
                    .logarithm()
                    .dividedBy(TwoDoubles.of(10).logarithm())
                    .times(TwoDoubles.of(10))
                    .toBigDecimal();
            double allowed = 10 / Math.log(10) * 2 * Math.ulp(1.0);
            double ulp = Math.ulp(decibels.doubleValue());
            note(Figure.DECIBELS, Math.max(0, distance(required(measured, Metric.NMSE_DB), decibels) - allowed) / ulp);
        } else {
            assertThat(value(measured, Metric.NMSE_DB)).isEmpty();
        }
        double slope = exact.slope().doubleValue();
        note(
                Figure.SLOPE,
                distance(required(measured, Metric.REGRESSION_SLOPE), exact.slope()) / Math.max(1, Math.abs(slope)));
        OptionalDouble correlation = value(measured, Metric.CORRELATION);
        if (correlation.isPresent()) {
            note(Figure.CORRELATION, distance(correlation.getAsDouble(), exact.correlation()));
        } else {
            assertThat(exact.testVariance().doubleValue()).isLessThanOrEqualTo(SMALL);
        }
    }

    private void compareRows(RandomPair pair, Comparison comparison, Measurement measured) {
        int width = pair.width;
        int[] judged = IntStream.range(0, pair.rows)
                .filter(row -> hasEntries(pair, row) && !isPadding(pair, row))
                .toArray();
        if (judged.length == 0 || width == 1) {
            assertThat(value(measured, Metric.MEAN_KL_DIVERGENCE)).isEmpty();
            assertThat(value(measured, Metric.COSINE_SIMILARITY)).isEmpty();
            return;
        }
        List<ExactRow> rows = Arrays.stream(judged)
                .mapToObj(row -> ExactRow.of(
                        Arrays.copyOfRange(pair.reference, row * width, (row + 1) * width),
                        Arrays.copyOfRange(pair.test, row * width, (row + 1) * width)))
                .toList();
        compareCosines(pair, comparison, measured, rows);
        compareRowErrors(pair, measured, rows, judged);
        if (pair.kind == OutputKind.LOGITS) {
            compareDistributions(measured, rows);
        }
    }

    private void compareCosines(RandomPair pair, Comparison comparison, Measurement measured, List<ExactRow> rows) {
        double[] cosines = rows.stream()
                .filter(row -> row.size() > 1)
                .mapToDouble(ExactRow::cosineSimilarity)
                .toArray();
        OptionalDouble mean = value(measured, Metric.COSINE_SIMILARITY);
        if (cosines.length == 0) {
            assertThat(mean).isEmpty();
            return;
        }
        double exact = Arrays.stream(cosines).sum() / cosines.length;
        if (mean.isPresent()) {
            note(Figure.COSINE, Math.abs(mean.getAsDouble() - exact));
            note(
                    Figure.COSINE,
                    Math.abs(required(measured, Metric.LOWEST_COSINE_SIMILARITY)
                            - Arrays.stream(cosines).min().orElseThrow()));
        } else {
            assertThat(IntStream.range(0, pair.rows)
                            .filter(row -> hasEntries(pair, row) && !isPadding(pair, row))
                            .anyMatch(row -> hasNoLength(pair, row)))
                    .isTrue();
        }
        if (pair.kind == OutputKind.EMBEDDINGS) {
            assertThat(comparison.verdict() == Verdict.PASS && !(exact >= 0.95)).isFalse();
        }
    }

    private static boolean hasNoLength(RandomPair pair, int row) {
        double reference = squares(pair.reference, row * pair.width, (row + 1) * pair.width);
        double test = squares(pair.test, row * pair.width, (row + 1) * pair.width);
        return reference <= SMALL || test <= SMALL;
    }

    private static double squares(double[] values, int from, int to) {
        return Arrays.stream(values, from, to)
                .filter(Double::isFinite)
                .map(x -> x * x)
                .sum();
    }

    private static boolean hasEntries(RandomPair pair, int row) {
        return Arrays.stream(pair.reference, row * pair.width, (row + 1) * pair.width)
                .anyMatch(Double::isFinite);
    }

    /** Returns which rows are excluded from all figures: none if no other row has entries. */
    private static boolean[] padding(RandomPair pair) {
        boolean[] padding = new boolean[pair.rows];
        boolean others = false;
        for (int row = 0; row < pair.rows; row++) {
            padding[row] = isPadding(pair, row);
            others |= hasEntries(pair, row) && !padding[row];
        }
        return others ? padding : new boolean[pair.rows];
    }

    /** Returns whether each side has a single value in all unmasked entries, of which there are several. */
    private static boolean isPadding(RandomPair pair, int row) {
        int[] compared = IntStream.range(row * pair.width, (row + 1) * pair.width)
                .filter(i -> Double.isFinite(pair.reference[i]) && Double.isFinite(pair.test[i]))
                .toArray();
        return compared.length > 1
                && Arrays.stream(compared)
                        .allMatch(i -> pair.reference[i] == pair.reference[compared[0]]
                                && pair.test[i] == pair.test[compared[0]]);
    }

    private void compareRowErrors(RandomPair pair, Measurement measured, List<ExactRow> rows, int... judged) {
        for (int i = 0; i < rows.size(); i++) {
            int row = judged[i];
            double exact = rows.get(i).nmse();
            double error = rows.get(i).rootMeanSquareError();
            double computed = measured.rows().errors().nmse(row);
            if (Double.isNaN(exact)) {
                assertThat(computed).isNaN();
            } else if (Double.isNaN(computed)) {
                // The variance is at least the square of the spread, divided by 2n.
                double spread = spread(pair.reference, row * pair.width, (row + 1) * pair.width);
                assertThat(spread * spread).isLessThan(2.01 * pair.width * SMALL);
            } else if (exact == 0) {
                assertThat(computed).isZero();
            } else if (error * error >= SMALL) {
                note(Figure.ROW_NMSE, Math.abs(computed - exact) / exact);
            }
        }
    }

    private static double spread(double[] values, int from, int to) {
        DoubleSummaryStatistics finite =
                Arrays.stream(values, from, to).filter(Double::isFinite).summaryStatistics();
        return finite.getMax() - finite.getMin();
    }

    private void compareDistributions(Measurement measured, List<ExactRow> all) {
        List<ExactRow> rows = all.stream().filter(row -> row.size() > 1).toList();
        assertThat(measured.rows().single()).isEqualTo(all.size() - rows.size());
        if (rows.isEmpty()) {
            assertThat(value(measured, Metric.MEAN_KL_DIVERGENCE)).isEmpty();
            assertThat(value(measured, Metric.TOP1_AGREEMENT)).isEmpty();
            return;
        }
        double[] divergences =
                rows.stream().mapToDouble(ExactRow::klDivergence).sorted().toArray();
        divergence(
                measured, Metric.MEAN_KL_DIVERGENCE, Arrays.stream(divergences).sum() / divergences.length);
        divergence(measured, Metric.MEDIAN_KL_DIVERGENCE, percentile(divergences, 50));
        divergence(measured, Metric.P99_KL_DIVERGENCE, percentile(divergences, 99));
        divergence(measured, Metric.MAX_KL_DIVERGENCE, divergences[divergences.length - 1]);
        long same = rows.stream()
                .filter(row -> row.top1Reference() == row.top1Test())
                .count();
        note(Figure.TOP1, Math.abs(required(measured, Metric.TOP1_AGREEMENT) - (double) same / rows.size()));
        long flips =
                measured.rows().flips().count() + measured.rows().nearTies().count();
        assertThat(flips).isEqualTo(rows.size() - same);
        note(
                Figure.TOP10,
                Math.abs(required(measured, Metric.TOP10_OVERLAP)
                        - rows.stream()
                                .mapToDouble(ExactRow::top10Overlap)
                                .average()
                                .orElseThrow()));
        double squares = rows.stream()
                .mapToDouble(row -> Math.pow(row.top1DeltaP(), 2))
                .average()
                .orElseThrow();
        note(Figure.DELTA_P, Math.abs(required(measured, Metric.RMS_TOP1_DELTA_P) - Math.sqrt(squares)));
    }

    private void divergence(Measurement measured, Metric metric, double exact) {
        double computed = required(measured, metric);
        assertThat(computed).isNotNegative();
        note(Figure.KL, Math.abs(computed - exact) / Math.max(1e-9, exact));
    }

    /** As numpy.percentile does: linear between the sorted values. */
    private static double percentile(double[] sorted, int percent) {
        int hundredths = percent * (sorted.length - 1);
        int below = hundredths / 100;
        double share = hundredths % 100 / 100.0;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }

    private void ulps(Figure figure, Measurement measured, Metric metric, BigDecimal exact) {
        if (isInRange(exact)) {
            note(figure, ExactMoments.ulps(required(measured, metric), exact));
        }
    }

    private static boolean isInRange(BigDecimal square) {
        return square.signum() == 0 || square.doubleValue() >= SMALL;
    }

    private static double distance(double computed, BigDecimal exact) {
        return new BigDecimal(computed).subtract(exact).abs().doubleValue();
    }

    private static OptionalDouble value(Measurement measured, Metric metric) {
        return measured.metrics().value(metric);
    }

    private static double required(Measurement measured, Metric metric) {
        return value(measured, metric).orElseThrow(() -> new AssertionError("no " + metric));
    }

    private static List<Code> codes(Comparison comparison) {
        return comparison.findings().stream().map(Finding::code).toList();
    }

    private void note(Figure figure, double deviation) {
        assertThat(deviation).as(figure.words).isLessThanOrEqualTo(figure.promised);
        worst.merge(figure, deviation, Math::max);
        count.merge(figure, 1, Integer::sum);
    }

    /** Returns the lines of a table: the guaranteed error of each figure, and the worst one seen. */
    List<String> lines() {
        return Arrays.stream(Figure.values())
                .map(figure -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s |",
                        figure.words,
                        figure.promised == 0 ? "exact" : number(figure.promised) + " " + figure.unit,
                        number(worst.getOrDefault(figure, 0.0)),
                        count.getOrDefault(figure, 0)))
                .toList();
    }

    private static String number(double value) {
        return value == 0
                ? "0"
                : value >= 1e-3 ? String.format(Locale.ROOT, "%.2f", value) : String.format(Locale.ROOT, "%.1e", value);
    }
}
