package io.github.modelconversion.judge;

import static io.github.modelconversion.judge.evidence.PairOfValues.MASKED;
import static io.github.modelconversion.judge.evidence.PairOfValues.REFERENCE;
import static io.github.modelconversion.judge.evidence.PairOfValues.WIDTH;
import static io.github.modelconversion.judge.evidence.PairOfValues.each;
import static io.github.modelconversion.judge.evidence.PairOfValues.noise;
import static io.github.modelconversion.judge.evidence.PairOfValues.number;
import static io.github.modelconversion.judge.evidence.PairOfValues.plus;
import static io.github.modelconversion.judge.evidence.PairOfValues.rows;
import static io.github.modelconversion.judge.evidence.PairOfValues.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.judge.cause.ConstantShift;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.EvidenceFixture;
import io.github.modelconversion.judge.evidence.PairOfValues;
import io.github.modelconversion.judge.evidence.Standards;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Entries;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.row.ArgmaxFlips;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigures;
import io.github.modelconversion.result.row.RowNormRanges;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausesTest {

    private static final double USUAL = Standards.LARGEST_USUAL_NMSE;

    private static Finding cause(double[] reference, double[] test) {
        List<Finding> causes = causes(reference, test, USUAL);
        assertThat(causes).hasSize(1);
        return causes.get(0);
    }

    private static List<Finding> causes(double[] reference, double[] test, double usual) {
        return PairOfValues.of(reference, test).causes(usual);
    }

    private static List<Code> codes(double[] reference, double[] test) {
        return PairOfValues.of(reference, test).codes();
    }

    @Test
    void aConstantShiftIsReportedWithItsEffectOnPredictions() {
        Finding finding = cause(REFERENCE, each(REFERENCE, value -> value - 1.5));

        assertThat(finding.code()).isEqualTo(Code.CONSTANT_SHIFT);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        // 1.5² ÷ 21
        assertThat(finding.message())
                .isEqualTo("the test is the reference - 1.50000; undoing it lowers the NMSE from 1.07e-01 to 0.00e+00."
                        + " One side subtracted its maximum or its mean, or lacks a bias; predictions are unchanged (mean"
                        + " KL divergence 0.00e+00 nats). Write both sides before that step, or both after it");
        assertThat(finding.evidence())
                .containsEntry("lowestShift", -1.5)
                .containsEntry("highestShift", -1.5)
                .containsEntry("meanKlDivergence", 0.0)
                .containsEntry("nmseWithout", 0.0);
    }

    @Test
    void aConstantShiftOfEachRowIsReportedAsSuch() {
        Finding finding = cause(rows(3), values(3 * WIDTH, i -> REFERENCE[i % WIDTH] + (2 + i / WIDTH)));

        assertThat(finding.code()).isEqualTo(Code.CONSTANT_SHIFT);
        assertThat(finding.message())
                .startsWith("each row of the test is the reference's row plus a constant, 2.00000 to 4.00000; ");
    }

    @Test
    void aShiftThatLeavesOneThirtiethOfTheErrorIsNotClaimed() {
        double[] noise = noise(WIDTH, 0.3);
        double[] barely = plus(each(REFERENCE, value -> value + 1.5), noise);
        double[] clearly = plus(each(REFERENCE, value -> value + 3), noise);

        assertThat(causes(REFERENCE, barely, 1)).extracting(Finding::code).doesNotContain(Code.CONSTANT_SHIFT);
        assertThat(causes(REFERENCE, clearly, 1)).extracting(Finding::code).containsExactly(Code.CONSTANT_SHIFT);
    }

    @Test
    void theRemainingErrorMustBeUsualForTheType() {
        double[] test = plus(each(REFERENCE, value -> value + 30), noise(WIDTH, 0.3));

        // 0.3² ÷ 21 is 4.3e-3
        assertThat(causes(REFERENCE, test, 1e-4)).isEmpty();
        assertThat(causes(REFERENCE, test, 1e-3)).extracting(Finding::code).containsExactly(Code.CONSTANT_SHIFT);
    }

    @Test
    void changedPredictionsAreNotCalledUnchanged() {
        double[] test = plus(each(REFERENCE, value -> value + 30), noise(WIDTH, 0.3));

        Finding finding = causes(REFERENCE, test, 1e-3).get(0);

        assertThat(finding.message()).doesNotContain("unchanged");
        assertThat(finding.evidence()).doesNotContainKey("meanKlDivergence");
    }

    @Test
    void maskedEntriesAreLeftOut() {
        double[] reference = values(WIDTH, i -> i % 10 == 0 ? MASKED : REFERENCE[i]);
        double[] test = each(reference, value -> value + 1.5);

        assertThat(cause(reference, test).evidence())
                .containsEntry("lowestShift", 1.5)
                .containsEntry("nmseWithout", 0.0);
    }

    @Test
    void aScaleIsReportedWithTheKnownFactorNearIt() {
        Finding finding = cause(REFERENCE, each(REFERENCE, value -> 0.0625 * value));

        assertThat(finding.code()).isEqualTo(Code.SCALED);
        // (1 − 0.0625)²
        assertThat(finding.message())
                .isEqualTo("the test is 0.0625000 times the reference; undoing it lowers the NMSE from 8.79e-01 to"
                        + " 0.00e+00. A logit scale or a temperature is applied on one side only (near 0.0625, the logit"
                        + " scale of Cohere models)");
        assertThat(cause(REFERENCE, each(REFERENCE, value -> 3.25 * value)).message())
                .endsWith("is applied on one side only");
    }

    @Test
    void aScaleWithAShiftIsReportedIfNeitherAloneExplainsTheError() {
        Finding finding = cause(REFERENCE, each(REFERENCE, value -> 1.5 * value - 4));

        assertThat(finding.code()).isEqualTo(Code.SCALED);
        assertThat(finding.message()).startsWith("the test is 1.50000 times the reference - 4.00000; ");
        assertThat(number(finding, "factor")).isCloseTo(1.5, within(1e-12));
        assertThat(number(finding, "shift")).isCloseTo(-4, within(1e-12));
    }

    @Test
    void aSoftCapIsFittedOnEitherSide() {
        double[] capped = each(REFERENCE, value -> 10 * Math.tanh(value / 10));

        assertThat(cause(REFERENCE, capped).message())
                .startsWith("the test is c * tanh(reference / c) with c = 10.00; ");
        assertThat(cause(capped, REFERENCE).message())
                .startsWith("the reference is c * tanh(test / c) with c = 10.00; ");
        assertThat(number(cause(capped, REFERENCE), "cap")).isCloseTo(10, within(1e-3));
    }

    @Test
    void clippingIsNotASoftCap() {
        double[] clipped = each(REFERENCE, value -> Math.max(-5, Math.min(5, value)));

        assertThat(codes(REFERENCE, clipped)).doesNotContain(Code.SOFT_CAPPED);
    }

    @Test
    void logProbabilitiesAreRecognizedByTheirSumAndNotCalledAShift() {
        double sum = Arrays.stream(REFERENCE).map(Math::exp).sum();
        double[] logarithms = each(REFERENCE, value -> value - Math.log(sum));
        double[] nearly = each(REFERENCE, value -> value - Math.log(sum / 1.01));

        assertThat(cause(REFERENCE, logarithms).message()).startsWith("the test is the log-softmax of the reference; ");
        assertThat(cause(logarithms, REFERENCE).message()).startsWith("the reference is the log-softmax of the test; ");
        assertThat(codes(REFERENCE, logarithms)).containsExactly(Code.LOG_PROBABILITIES);
        assertThat(codes(REFERENCE, nearly)).containsExactly(Code.CONSTANT_SHIFT);
    }

    @Test
    void probabilitiesAreRecognizedOnEitherSide() {
        double sum = Arrays.stream(REFERENCE).map(Math::exp).sum();
        double[] probabilities = each(REFERENCE, value -> Math.exp(value) / sum);
        double[] ofAnother = values(WIDTH, i -> probabilities[(i + 40) % WIDTH]);

        assertThat(codes(REFERENCE, probabilities)).containsExactly(Code.PROBABILITIES);
        assertThat(cause(probabilities, REFERENCE).message()).startsWith("the reference is the softmax of the test; ");
        assertThat(codes(REFERENCE, ofAnother)).doesNotContain(Code.PROBABILITIES);
    }

    @Test
    void aFlippedSignIsNotCalledAScale() {
        assertThat(codes(REFERENCE, each(REFERENCE, value -> -value))).containsExactly(Code.SIGN_FLIPPED);
        assertThat(codes(REFERENCE, each(REFERENCE, value -> -2 * value))).containsExactly(Code.SCALED);
    }

    @Test
    void anOffsetOfUpToAQuarterOfARowIsReported() {
        double[] three = values(WIDTH, i -> REFERENCE[Math.min(WIDTH - 1, i + 3)]);
        double[] forty = values(WIDTH, i -> REFERENCE[(i + 40) % WIDTH]);
        // The last three entries have no partner in the reference.
        Finding finding = cause(Arrays.copyOf(REFERENCE, WIDTH), three);

        assertThat(finding.code()).isEqualTo(Code.INDEX_OFFSET);
        assertThat(finding.message()).startsWith("test[i] is reference[i + 3]; undoing it lowers the NMSE from ");
        assertThat(finding.evidence()).containsEntry("offset", 3);
        assertThat(codes(REFERENCE, forty)).containsExactly(Code.PERMUTED);
    }

    @Test
    void anotherOrderIsReportedWithThePlacesThatAgree() {
        double[] reversed = values(WIDTH, i -> REFERENCE[WIDTH - 1 - i]);

        Finding finding = cause(REFERENCE, reversed);

        assertThat(finding.code()).isEqualTo(Code.PERMUTED);
        // All values differ, so only the middle one keeps its place.
        assertThat(finding.message())
                .startsWith("the test has the reference's values in another order, 1 of 127 in their place");
        assertThat(finding.evidence()).containsEntry("inPlace", 1L);
    }

    @Test
    void anotherSampleOfTheSameDistributionIsNotAnotherOrder() {
        int count = 50 * WIDTH;
        double[] one = noise(count, 1);
        double[] other =
                values(count, i -> -one[i] / 2 + 0.75 * Math.sqrt(4.0 / 3) * new Random(i + 8L).nextGaussian());

        assertThat(codes(one, other)).doesNotContain(Code.PERMUTED);
    }

    @Test
    void anOutlierIsNamed() {
        double[] test = REFERENCE.clone();
        test[126] += 10;

        Finding finding = cause(REFERENCE, test);

        assertThat(finding.code()).isEqualTo(Code.FEW_OUTLIERS);
        // 126 · 61 mod 127 is 66: the value is (66 − 63) ÷ 8
        assertThat(finding.message())
                .startsWith("1 of 127 entries account for the difference: index 126 (reference 0.375, test 10.375); ");
        assertThat(finding.evidence()).containsEntry("count", 1).containsEntry("firstIndex", 126L);
    }

    @Test
    void outliersAtTheSameIndexOfAllRowsAreReported() {
        double[] test = rows(4);
        for (int row = 0; row < 4; row++) {
            test[row * WIDTH + 9] += 10;
        }

        assertThat(cause(rows(4), test).message())
                .startsWith("4 of 508 entries account for the difference: position 0, index 9 (reference ")
                .contains(", ...; undoing it");
    }

    @Test
    void moreThanOneInAThousandAreNotOutliers() {
        double[] test = REFERENCE.clone();
        test[20] += 10;
        test[90] += 10;

        assertThat(codes(REFERENCE, test)).isEmpty();
    }

    @Test
    void aRegionIsReportedToTheIndex() {
        double[] test = values(WIDTH, i -> i >= 40 && i < 60 ? 20 : REFERENCE[i]);
        double[] mostOfIt = values(WIDTH, i -> i >= 40 && i < 110 ? 20 : REFERENCE[i]);

        assertThat(cause(REFERENCE, test).message()).startsWith("the difference sits in indices 40 to 59 of 127; ");
        assertThat(codes(REFERENCE, mostOfIt)).doesNotContain(Code.REGION);
    }

    @Test
    void theFirstBadPositionIsNamed() {
        double[] test = values(8 * WIDTH, i -> REFERENCE[i % WIDTH] + (i < 3 * WIDTH ? 0.001 : Math.cos(i)));

        Finding finding = cause(rows(8), test);

        assertThat(finding.code()).isEqualTo(Code.POSITION_GROWTH);
        assertThat(finding.message()).startsWith("positions before 3 are right, from there on ");
        assertThat(finding.evidence()).containsEntry("firstPosition", 3);
    }

    @Test
    void anErrorInAllPositionsDoesNotCountAsGrowing() {
        double[] test = values(8 * WIDTH, i -> REFERENCE[i % WIDTH] + (1 + i / WIDTH) * Math.cos(i));

        assertThat(codes(rows(8), test)).isEmpty();
    }

    @Test
    void onlyTheFirstPositionIsNamedIfTheOthersAreCorrect() {
        double[] test = values(8 * WIDTH, i -> REFERENCE[i % WIDTH] + (i < WIDTH ? Math.cos(i) : 0.001));
        double[] lastToo = test.clone();
        lastToo[7 * WIDTH + 5] += 30;

        assertThat(codes(rows(8), test)).containsExactly(Code.FIRST_POSITION_ONLY);
        assertThat(codes(rows(8), lastToo)).doesNotContain(Code.FIRST_POSITION_ONLY);
    }

    @Test
    void outputsWithoutCorrelationAreUnrelated() {
        double[] other = noise(WIDTH, 3);
        double[] related = values(WIDTH, i -> other[i] + 0.4 * REFERENCE[i]);

        Finding finding = cause(REFERENCE, other);

        assertThat(finding.code()).isEqualTo(Code.UNRELATED);
        assertThat(Math.abs(number(finding, "correlation"))).isLessThan(0.2);
        assertThat(codes(REFERENCE, related)).isEmpty();
    }

    @Test
    void noiseThatIsUsualForTheTypeIsReportedAsSuch() {
        double[] test = plus(REFERENCE, noise(WIDTH, 0.3));

        assertThat(causes(REFERENCE, test, 1e-2)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.QUANTIZATION_NOISE);
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message()).contains("with an NMSE of up to 1.00e-02.");
        });
        assertThat(causes(REFERENCE, test, 1e-3)).isEmpty();
    }

    @Test
    void noiseThatFollowsTheReferenceIsNotCalledNoise() {
        double[] test = plus(each(REFERENCE, value -> 1.1 * value), noise(WIDTH, 0.3));

        assertThat(causes(REFERENCE, test, 2e-2)).isEmpty();
    }

    @Test
    void nothingIsExplainedWithoutAnErrorOrWithTooFewValues() {
        double[] nearly = each(REFERENCE, value -> value + 0.04);
        double[] few = Arrays.copyOf(REFERENCE, 63);

        // 0.04² ÷ 21 is 7.6e-5
        assertThat(codes(REFERENCE, nearly)).isEmpty();
        assertThat(codes(few, each(few, value -> value + 1))).isEmpty();
        assertThat(codes(Arrays.copyOf(REFERENCE, 64), each(Arrays.copyOf(REFERENCE, 64), value -> value + 1)))
                .containsExactly(Code.CONSTANT_SHIFT);
    }

    @Test
    void causesAreSearchedForFromAnNmseOfOneTenThousandth() {
        EvidenceFixture well = EvidenceFixture.well();

        assertThat(Causes.areAskedFor(withNmse(well, 1e-4))).isTrue();
        assertThat(Causes.areAskedFor(withNmse(well, Math.nextDown(1e-4)))).isFalse();
    }

    private static Measurement withNmse(EvidenceFixture evidence, double nmse) {
        return evidence.withRows(Metrics.of(Map.of(Metric.NMSE, nmse)), RowFigures.NONE)
                .measurement()
                .orElseThrow();
    }

    @Test
    void anOutlierOrARelationIsFoundAmongManyValues() {
        double[] reference = rows(200);
        double[] test = reference.clone();
        test[100 * WIDTH + 4] += 1000;

        assertThat(codes(reference, test)).containsExactly(Code.FEW_OUTLIERS);
        assertThat(codes(reference, each(reference, value -> value + 2))).containsExactly(Code.CONSTANT_SHIFT);
        assertThat(codes(reference, each(reference, value -> 3 * value + 2))).containsExactly(Code.SCALED);
    }

    @Test
    void embeddingsHaveNoSoftmaxAndNoCap() {
        double[] capped = each(REFERENCE, value -> 10 * Math.tanh(value / 10));

        assertThat(Causes.of(PairOfValues.of(REFERENCE, capped).evidence(OutputKind.EMBEDDINGS, USUAL)))
                .isEmpty();
        assertThat(Causes.of(PairOfValues.of(REFERENCE, each(REFERENCE, value -> -value))
                        .evidence(OutputKind.EMBEDDINGS, USUAL)))
                .extracting(Finding::code)
                .containsExactly(Code.SIGN_FLIPPED);
    }

    @Test
    void aSampleHasAllRowsOrSomeFromTheFirstToTheLast() {
        assertThat(RowSample.positions(3, 100)).containsExactly(0, 1, 2);
        assertThat(RowSample.positions(512, 152_064)).containsExactly(0, 255, 511);
        assertThat(RowSample.positions(9, 262_208)).containsExactly(0, 8);
        assertThat(RowSample.positions(1, RowSample.MOST_ENTRIES + 1L)).isEmpty();
    }

    @Test
    void aFindingSaysThatItIsBasedOnASampleOfRows() {
        double[] reference = rows(2);
        double[] test = each(reference, value -> value + 1.5);
        Evidence evidence = PairOfValues.of(reference, test).evidence(OutputKind.LOGITS, USUAL);
        RowSample sample = new RowSample(new long[] {0, 40}, 41, WIDTH, reference, test);

        assertThat(new ConstantShift()
                        .examine(evidence, sample)
                        .orElseThrow()
                        .finding(sample)
                        .message())
                .contains(" (seen in 2 of 41 rows); undoing it ");
        assertThat(IntStream.of(0, WIDTH + 1).mapToObj(sample::index)).containsExactly(0L, 40L * WIDTH + 1);
    }

    /**
     * Returns the figures of one row of 100 values and a reference variance of 1.
     *
     * @param nmse the mean squared error
     * @param meanError the mean absolute error, in root mean square errors
     * @param slope the slope of the line through the values
     * @param centered the NMSE without the mean shift
     */
    private static Measurement ofRow(int rows, double nmse, double meanError, double slope, double centered) {
        Metrics metrics = Metrics.of(Map.of(
                Metric.NMSE, nmse,
                Metric.MSE, nmse,
                Metric.MEAN_ABSOLUTE_ERROR, meanError * Math.sqrt(nmse),
                Metric.REGRESSION_SLOPE, slope,
                Metric.CENTERED_NMSE, centered));
        double[] errors = new double[rows];
        Arrays.fill(errors, nmse);
        return Measurement.of(Entries.finite(100), metrics, Optional.empty(), false)
                .withRows(
                        Metrics.none(),
                        new RowFigures(
                                List.of(),
                                ArgmaxFlips.NONE,
                                ArgmaxFlips.NONE,
                                RowNormRanges.NONE,
                                RowErrors.of(errors),
                                0));
    }

    /** Normal noise has a mean absolute error of 0.798 root mean square errors; a search in it finds nothing. */
    @Test
    void smallNoiseInOneRowNeedsNoSearch() {
        Measurement noise = ofRow(1, 0.001, 0.798, 1, 0.001);

        assertThat(Causes.needValues(noise, OutputKind.LOGITS)).isFalse();
        assertThat(Causes.needValues(noise, OutputKind.EMBEDDINGS)).isFalse();
        assertThat(Causes.needValues(ofRow(1, 0.00009, 0.5, 1, 0.00009), OutputKind.LOGITS))
                .isFalse();
    }

    /** A scale of 1.03 leaves (0.03)² of the variance, a shift nothing without the mean, and an outlier few errors. */
    @ParameterizedTest
    @CsvSource({
        "scale, 1, 0.001, 0.798, 1.03, 0.001, LOGITS",
        "scale below 1, 1, 0.001, 0.798, 0.97, 0.001, LOGITS",
        "shift, 1, 0.001, 0.798, 1, 0, LOGITS",
        "outliers, 1, 0.001, 0.1, 1, 0.001, LOGITS",
        "another order, 1, 0.02, 0.798, 1, 0.02, LOGITS",
        "positions, 2, 0.001, 0.798, 1, 0.001, LOGITS",
        "neighbors that resemble each other, 1, 0.001, 0.798, 1, 0.001, ACTIVATIONS"
    })
    void anErrorThatACauseMayExplainIsSearchedFor(
            String cause, int rows, double nmse, double meanError, double slope, double centered, OutputKind kind) {
        assertThat(Causes.needValues(ofRow(rows, nmse, meanError, slope, centered), kind))
                .as(cause)
                .isTrue();
    }
}
