package io.github.modelconversion.report.words;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.ComparisonFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureMessageTest {

    private static final String MODEL = "stories260K-f16";

    private static List<String> lines(GateReport report) {
        return FailureMessage.of(report, REPORT_FILE).lines().toList();
    }

    private static ComparisonFixture ofType(double nmse, double limit, Limit.Origin origin) {
        return passing().withMetric(Metric.NMSE, nmse).withoutLimits().withLimit(Metric.NMSE, limit, origin);
    }

    /** Correct F16 conversions were measured with an NMSE from 1.5e-8 to 3.5e-7. */
    private static String next(ComparisonFixture fixture) {
        UsualError usual =
                new UsualError(Quantization.F16, new UsualError.Range(1.5e-8, 3.5e-7), Optional.empty(), 4.2e-6);
        Comparison comparison = fixture.comparison(OutputKind.LOGITS, Optional.of(usual), Optional.empty(), List.of());
        List<String> lines = lines(new GateReport(List.of(comparison), List.of()));
        return lines.get(lines.size() - 1);
    }

    @Test
    void saysWhatFailedByHowMuchWhereTheReportIsAndWhatToDoNext() {
        assertThat(lines(failing().report()))
                .containsExactly(
                        "The conversion check failed for " + MODEL
                                + ": NMSE 0.05, limit 0.01 (default): 5 times the limit",
                        "Report: target/report.json",
                        "Next: Check the conversion, and that both sides have the same weights and the same prompt.");
    }

    @Test
    void saysWhatWasFoundIfAFindingIsTheReason() {
        ComparisonFixture fixture = passing()
                .withoutMetrics()
                .withFinding(Code.NON_FINITE_TEST, Severity.FAIL, "found 3 NaN in the test. Look for an overflow")
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text");

        assertThat(lines(fixture.report()))
                .containsExactly(
                        "The conversion check failed for " + MODEL
                                + ": NON_FINITE_TEST; NMSE not measured, limit 0.01 (default)",
                        "NON_FINITE_TEST: found 3 NaN in the test. Look for an overflow",
                        "Report: target/report.json",
                        "Next: Fix the cause (NON_FINITE_TEST) and run again.");
    }

    /** Changed predictions are an effect of the errors, not what has to be fixed. */
    @Test
    void givesTheNextStepForTheLimitEvenIfPredictionsChanged() {
        List<String> missed = lines(failing().report());
        List<String> kept = lines(passing()
                .withFinding(Code.PREDICTIONS_CHANGED, Severity.FAIL, "another top-1 token")
                .report());
        List<String> both = lines(failing()
                .withFinding(Code.PREDICTIONS_CHANGED, Severity.FAIL, "another top-1 token")
                .report());

        assertThat(both.get(both.size() - 1)).isEqualTo(missed.get(missed.size() - 1));
        assertThat(kept.get(kept.size() - 1)).startsWith("Next: Check the conversion");
    }

    /** The log has the cause's message. */
    @Test
    void namesTheCodeOfTheFirstCauseOfABrokenLimit() {
        List<String> lines = lines(failing()
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text")
                .withFinding(Code.CONSTANT_SHIFT, Severity.WARNING, "the test is the reference + 1")
                .withFinding(Code.REGION, Severity.WARNING, "another cause")
                .report());

        assertThat(lines)
                .hasSize(3)
                .noneMatch(line -> line.contains("it is text"))
                .noneMatch(line -> line.contains("another cause"));
        assertThat(lines.get(0)).endsWith("; cause CONSTANT_SHIFT");
        assertThat(lines.get(2)).contains("CONSTANT_SHIFT");
    }

    @Test
    void namesTheLimitThatCannotBeMeasured() {
        List<String> lines = lines(passing()
                .withoutLimits()
                .withLimit(Metric.TOP1_AGREEMENT, 0.9, Limit.Origin.CONFIGURATION)
                .withFinding(
                        Code.QUANTIZATION_NOISE, Severity.INFO, "it explains the error, not that nothing was measured")
                .report());

        assertThat(lines.get(0))
                .isEqualTo("Nothing could be judged for " + MODEL
                        + ": top-1 agreement not measured, limit 0.9 (configured)");
        assertThat(lines.get(2)).contains("Top1Agreement");
    }

    @Test
    void saysWhichInputsCannotBeUsed() {
        ComparisonFixture fixture = passing()
                .withoutTestFile()
                .withFinding(Code.UNUSABLE_INPUT, Severity.WARNING, "a.bin: it is torn")
                .withFinding(Code.MISSING_FILE, Severity.WARNING, "b.bin is missing");

        assertThat(lines(fixture.report()))
                .containsExactly(
                        "Nothing could be compared for " + MODEL + ": UNUSABLE_INPUT, MISSING_FILE",
                        "UNUSABLE_INPUT: a.bin: it is torn",
                        "MISSING_FILE: b.bin is missing",
                        "Report: target/report.json",
                        "Next: Fix the input and run again.");
    }

    @Test
    void hasAtMostSixLinesHoweverMuchWasFound() {
        ComparisonFixture fixture = passing().withoutMetrics().withTensors("a", "b");
        for (Code code : List.of(
                Code.NON_FINITE_REFERENCE,
                Code.NON_FINITE_TEST,
                Code.NOTHING_COMPARED,
                Code.CONSTANT_REFERENCE,
                Code.VARIANCE_DOMINATED)) {
            fixture = fixture.withFinding(code, Severity.FAIL, "message of " + code);
        }

        assertThat(lines(fixture.withFinding(Code.FIRST_DIVERGENCE, Severity.WARNING, "here")
                        .report()))
                .hasSizeLessThanOrEqualTo(6)
                .contains("NON_FINITE_REFERENCE: message of NON_FINITE_REFERENCE", "Report: target/report.json");
    }

    @Test
    void countsWhatFailedAndNamesTheWorst() {
        GateReport report = new GateReport(
                List.of(
                        passing().withModels("a", "b").comparison(),
                        passing().withModels("c", "d").withoutMetrics().comparison(),
                        failing().withModels("e", "f").comparison(),
                        failing().withModels("g", "h").comparison()),
                List.of());

        assertThat(lines(report).get(0))
                .isEqualTo("The conversion check failed: 2 of 4 failed, 1 not measured; worst: f: NMSE 0.05, limit 0.01"
                        + " (default): 5 times the limit");
    }

    @Test
    void saysWhatKeptALimitFromBeingMeasured() {
        ComparisonFixture fixture =
                passing().withoutMetrics().withFinding(Code.OUT_OF_RANGE, Severity.WARNING, "squares overflow");

        assertThat(lines(fixture.report()))
                .containsExactly(
                        "Nothing could be judged for " + MODEL
                                + ": OUT_OF_RANGE; NMSE not measured, limit 0.01 (default)",
                        "OUT_OF_RANGE: squares overflow",
                        "Report: target/report.json",
                        "Next: Fix the cause (OUT_OF_RANGE) and run again.");
    }

    @Test
    void saysWhenEverythingWasSkipped() {
        GateReport report = new GateReport(
                List.of(), List.of(new Skipped(Optional.of("data"), "a", "b", Optional.empty(), "x does not exist")));

        assertThat(lines(report))
                .containsExactly(
                        "Nothing was compared: 1 comparison was skipped because files are missing.",
                        "Report: target/report.json",
                        "Next: run both engines, or set missing to fail to see which files are expected where.");
    }

    /** An error far beyond the usual one of its type does not call for another limit. */
    @ParameterizedTest
    @EnumSource(
            value = Limit.Origin.class,
            names = {"DEFAULT", "CONFIGURATION", "TYPE", "RECOMMENDED"})
    void anUnusualErrorPointsAtTheConversionWhateverTheLimitsOrigin(Limit.Origin origin) {
        assertThat(next(ofType(0.05, 0.01, origin)))
                .contains("Check the conversion", "F16", "1.5e-08 to 3.5e-07")
                .doesNotContain("raise", "maxNmse", "larger type");
    }

    @ParameterizedTest
    @EnumSource(
            value = Limit.Origin.class,
            names = {"DEFAULT", "CONFIGURATION", "TYPE"})
    void aUsualErrorBeyondALimitMayBlameTheLimit(Limit.Origin origin) {
        assertThat(next(ofType(3e-7, 1e-7, origin))).contains("larger type", "F16", "1.5e-08 to 3.5e-07");
    }

    @Test
    void namesTheParameterOfALimitThatIsTooTightForTheType() {
        assertThat(next(ofType(3e-7, 1e-7, Limit.Origin.CONFIGURATION))).endsWith("in place of maxNmse.");
        assertThat(next(ofType(3e-7, 1e-7, Limit.Origin.TYPE))).endsWith("in place of maxNmseByType.");
    }

    @Test
    void aRecommendedLimitIsNeverTooTight() {
        assertThat(next(ofType(3e-7, 1e-7, Limit.Origin.RECOMMENDED)))
                .contains("Check the conversion", "referenceType")
                .doesNotContain("larger type");
        assertThat(next(ofType(0.05, 1e-7, Limit.Origin.RECOMMENDED))).doesNotContain("referenceType");
    }

    @Test
    void aRegressionAgainstTheBaselineIsReportedAsSuch() {
        GateReport report =
                passing().withLimit(Metric.NMSE, 1.4e-5, Limit.Origin.BASELINE).report();

        List<String> lines = lines(report);
        assertThat(lines.get(0)).endsWith(": NMSE 1.5e-5, limit 1.4e-5 (baseline): 7 % above the limit");
        assertThat(lines.get(2)).contains("what changed", "nmse-baseline");
    }
}
