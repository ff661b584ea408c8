package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.gate.Skipped;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.metric.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureMessageTest {

    private static final String MODELS = "stories260K-f16 against stories260K";

    private static List<String> lines(GateReport report) {
        return FailureMessage.of(report, REPORT_FILE).lines().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 1.000000e-02, 'The conversion works with some differences: check the quantization and the text it generates.'",
        "0.5, 5.000000e-01, 'Large differences: check the conversion and verify that both sides have the same weights.'"
    })
    void saysByHowMuchALimitWasMissedAndWhatToMakeOfIt(double nmse, String printed, String guidance) {
        assertThat(lines(passing().withMetric(Metric.NMSE, nmse).report()))
                .containsExactly(
                        "The conversion check failed for " + MODELS + ": NMSE " + printed + " >= 0.01 (default)",
                        "Report: target/report.json",
                        "Next: " + guidance + " If the difference is acceptable, raise maxNmse.");
    }

    @Test
    void saysWhatWasFoundWhereThatIsTheReason() {
        ComparisonFixture fixture = passing()
                .withoutMetrics()
                .withFinding(Code.NON_FINITE_TEST, Severity.FAIL, "found 3 NaN in the test. Look for an overflow")
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text");

        assertThat(lines(fixture.report()))
                .containsExactly(
                        "The conversion check failed for " + MODELS
                                + ": NON_FINITE_TEST; NMSE not measured, limit 0.01 (default)",
                        "found 3 NaN in the test. Look for an overflow",
                        "Report: target/report.json",
                        "Next: mend what is named above and run both engines again.");
    }

    @Test
    void keepsWarningsToTheLogWhereALimitWasMissed() {
        assertThat(lines(failing()
                        .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text")
                        .report()))
                .containsExactly(
                        "The conversion check failed for " + MODELS + ": NMSE 5.000000e-02 >= 0.01 (default)",
                        "Report: target/report.json",
                        "Next: The conversion works with some differences: check the quantization and the text it"
                                + " generates. If the difference is acceptable, raise maxNmse.");
    }

    @Test
    void namesTheFirstCauseWhereALimitWasMissed() {
        assertThat(lines(failing()
                        .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text")
                        .withFinding(Code.CONSTANT_SHIFT, Severity.WARNING, "the test is the reference + 1")
                        .withFinding(Code.REGION, Severity.WARNING, "another cause")
                        .report()))
                .hasSize(4)
                .contains("the test is the reference + 1")
                .doesNotContain("it is text", "another cause");
    }

    @Test
    void namesTheFirstCauseAlsoWhereALimitWasNotMeasured() {
        assertThat(lines(passing()
                        .withoutLimits()
                        .withLimit(Metric.TOP1_AGREEMENT, 0.9, Limit.Origin.CONFIGURATION)
                        .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text")
                        .withFinding(Code.CONSTANT_SHIFT, Severity.WARNING, "the test is the reference + 1")
                        .withFinding(Code.REGION, Severity.WARNING, "another cause")
                        .report()))
                .containsExactly(
                        "Nothing could be judged for " + MODELS
                                + ": top-1 agreement not measured, limit 0.9 (configured)",
                        "it is text",
                        "the test is the reference + 1",
                        "Report: target/report.json",
                        "Next: mend what is named above and run both engines again.");
    }

    @Test
    void saysWhichInputsCannotBeUsed() {
        ComparisonFixture fixture = passing()
                .withoutTestFile()
                .withFinding(Code.UNUSABLE_INPUT, Severity.WARNING, "a.bin: it is torn")
                .withFinding(Code.MISSING_FILE, Severity.WARNING, "b.bin is missing");

        assertThat(lines(fixture.report()))
                .containsExactly(
                        "Nothing could be compared for " + MODELS,
                        "a.bin: it is torn",
                        "b.bin is missing",
                        "Report: target/report.json",
                        "Next: mend the input and run the goal again; nothing is green until both sides were"
                                + " compared.");
    }

    @Test
    void hasSixLinesHoweverMuchWasFound() {
        ComparisonFixture fixture = passing().withoutMetrics();
        for (Code code : List.of(
                Code.NON_FINITE_REFERENCE,
                Code.NON_FINITE_TEST,
                Code.NOTHING_COMPARED,
                Code.CONSTANT_REFERENCE,
                Code.VARIANCE_DOMINATED)) {
            fixture = fixture.withFinding(code, Severity.FAIL, "message of " + code);
        }

        assertThat(lines(fixture.report()))
                .containsExactly(
                        "The conversion check failed for " + MODELS
                                + ": NON_FINITE_REFERENCE; NON_FINITE_TEST; NOTHING_COMPARED; CONSTANT_REFERENCE;"
                                + " VARIANCE_DOMINATED; NMSE not measured, limit 0.01 (default)",
                        "message of NON_FINITE_REFERENCE",
                        "message of NON_FINITE_TEST",
                        "message of NOTHING_COMPARED",
                        "Report: target/report.json",
                        "Next: mend what is named above and run both engines again.");
    }

    @Test
    void speaksOfTheWorstComparison() {
        GateReport report = new GateReport(
                List.of(
                        passing().withModels("a", "b").comparison(),
                        passing().withModels("c", "d").withoutMetrics().comparison(),
                        failing().withModels("e", "f").comparison(),
                        failing().withModels("g", "h").comparison()),
                List.of());

        assertThat(lines(report).get(0))
                .startsWith("The conversion check failed for f in data against e: ")
                .endsWith(" (the worst of 3 among 4 comparisons)");
    }

    @Test
    void saysWhatKeptALimitFromBeingMeasured() {
        ComparisonFixture fixture =
                passing().withoutMetrics().withFinding(Code.OUT_OF_RANGE, Severity.WARNING, "squares overflow");

        assertThat(lines(fixture.report()))
                .startsWith(
                        "Nothing could be judged for " + MODELS + ": NMSE not measured, limit 0.01 (default)",
                        "squares overflow",
                        "Report: target/report.json",
                        "Next: mend what is named above and run both engines again.")
                .hasSize(4);
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

    @ParameterizedTest
    @CsvSource({
        "NMSE, CONFIGURATION, raise maxNmse",
        "NMSE, TYPE, raise maxNmseByType",
        "MEAN_KL_DIVERGENCE, CONFIGURATION, raise maxMeanKlDivergence",
        "MAX_KL_DIVERGENCE, CONFIGURATION, raise maxKlDivergence",
        "MAX_ABSOLUTE_ERROR, CONFIGURATION, raise maxAbsoluteError"
    })
    void namesTheParameterOfTheLimitThatIsBroken(Metric metric, Limit.Origin origin, String remedy) {
        ComparisonFixture fixture =
                passing().withoutLimits().withMetric(metric, 0.5).withLimit(metric, 0.1, origin);

        assertThat(lines(fixture.report()).get(2)).endsWith(" If the difference is acceptable, " + remedy + ".");
    }

    @Test
    void namesTheLowerLimitThatIsBroken() {
        Comparison comparison = passing().withMetric(Metric.TOP1_AGREEMENT, 0.5).comparison();
        LimitResult broken = new LimitResult(
                new Limit(Metric.TOP1_AGREEMENT, Limit.Bound.MIN, 0.9, Limit.Origin.CONFIGURATION),
                OptionalDouble.of(0.5),
                Verdict.FAIL);
        Comparison failed = new Comparison(
                comparison.kind(),
                comparison.dataDirectory(),
                comparison.reference(),
                comparison.test(),
                comparison.type(),
                comparison.usualNmse(),
                comparison.measurement(),
                comparison.statistics(),
                comparison.parts(),
                List.of(broken),
                List.of());

        assertThat(lines(new GateReport(List.of(failed), List.of())).get(2))
                .endsWith(" If the difference is acceptable, lower minTop1Agreement.");
    }

    @Test
    void namesTheRemedyForARecommendedLimit() {
        ComparisonFixture fixture = failing().withoutLimits().withLimit(Metric.NMSE, 4.2e-6, Limit.Origin.RECOMMENDED);

        assertThat(lines(fixture.report()).get(0)).endsWith("NMSE 5.000000e-02 >= 4.2e-6 (recommended)");
        assertThat(lines(fixture.report()).get(2))
                .endsWith(" If the difference is acceptable, set maxNmseByType, or referenceType if the reference was"
                        + " rounded.");
    }

    @Test
    void aConversionThatIsGoodButWorseThanItWasIsToldSo() {
        GateReport report =
                passing().withLimit(Metric.NMSE, 1.4e-5, Limit.Origin.BASELINE).report();

        assertThat(FailureMessage.of(report, "r.json"))
                .isEqualTo("The conversion check failed for stories260K-f16 against stories260K: NMSE 1.500000e-05 >="
                        + " 1.4e-5 (baseline)\nReport: r.json\nNext: find what changed since the baseline was recorded."
                        + " If the difference is acceptable, run nmse-baseline and commit the file that it writes.");
    }
}
