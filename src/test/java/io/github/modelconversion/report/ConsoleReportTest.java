package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static io.github.modelconversion.report.ComparisonFixture.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.text.FindingsPage;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.Fact;
import io.github.modelconversion.report.words.Facts;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleReportTest {

    private static List<String> lines(GateReport report) {
        return new ConsoleReport(false, List.of(REPORT_FILE))
                .render(report).stream().map(LogLine::text).toList();
    }

    @Test
    void aPassingComparisonBeginsWithItsVerdictAndEndsWithTheReports() {
        List<String> lines = new ConsoleReport(false, List.of("r.html", "r.json"))
                .render(passing().report()).stream().map(LogLine::text).toList();

        assertThat(lines)
                .containsExactly(
                        "PASS  stories260K-f16: NMSE 1.5e-5, less than 1 % of the limit 0.01 (default)",
                        "Reference model     stories260K",
                        "Test model          stories260K-f16",
                        "Reference file      data/pytorch-stories260K.bin (512 values, float32)",
                        "Test file           data/llamacpp-stories260K-f16.bin (512 values, float32)",
                        "NMSE                1.500000e-05 (-48.24 dB)",
                        "MSE                 3.000000e-04",
                        "Reference variance  2.000000e+01",
                        "Largest error       0.125000 at index 42 (reference 1.500000, test 1.625000)",
                        "Mean absolute error 0.031250",
                        "Type                F16, from its name",
                        "check-nmse.py says: Excellent match",
                        "Limits              NMSE 1.500000e-05 < 0.01 (default)",
                        "Report              r.html",
                        "Report              r.json");
    }

    @Test
    void aFailingComparisonSaysWhyAndWhatToDoBeforeTheFigures() {
        List<String> lines = lines(failing()
                .withFinding(Code.VARIANCE_DOMINATED, Severity.FAIL, "found a sentinel. Mask with -inf")
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text")
                .withFinding(Code.CONSTANT_SHIFT, Severity.WARNING, "the test is the reference + 1")
                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "12 entries are left out")
                .report());

        assertThat(lines.subList(0, 5))
                .containsExactly(
                        "FAIL  stories260K-f16: VARIANCE_DOMINATED; NMSE 0.05, limit 0.01 (default): 5 times the limit",
                        "Cause  stories260K-f16: VARIANCE_DOMINATED: found a sentinel. Mask with -inf",
                        "Cause  stories260K-f16: CONSTANT_SHIFT: the test is the reference + 1",
                        "Next  stories260K-f16: Fix the cause (VARIANCE_DOMINATED) and run again.",
                        "Reference model     stories260K");
        assertThat(lines.subList(lines.size() - 5, lines.size()))
                .containsExactly(
                        "Limits              NMSE 5.000000e-02 >= 0.01 (default)",
                        "Finding             LOSSY_TEXT: it is text",
                        "Finding             MASKED_ENTRIES: 12 entries are left out",
                        "Findings explained  " + FindingsPage.URL,
                        "Report              target/report.json");
    }

    @Test
    void saysWhatIsKnownIfAFileIsMissing() {
        ComparisonFixture fixture =
                passing().withoutTestFile().withFinding(Code.MISSING_FILE, Severity.WARNING, "found none of: a, b");

        assertThat(lines(fixture.report()))
                .containsExactly(
                        "NOT MEASURED  stories260K-f16: MISSING_FILE",
                        "Cause  stories260K-f16: MISSING_FILE: found none of: a, b",
                        "Next  stories260K-f16: Fix the input and run again.",
                        "Reference model     stories260K",
                        "Test model          stories260K-f16",
                        "Reference file      data/pytorch-stories260K.bin (512 values, float32)",
                        "Test file           data/llamacpp-stories260K-f16.bin",
                        "Type                F16, from its name",
                        "Limits              NMSE not measured, limit 0.01 (default)",
                        "Findings explained  " + FindingsPage.URL,
                        "Report              target/report.json");
    }

    @Test
    void aPassInDoubtSaysSoFirst() {
        List<LogLine> lines = new ConsoleReport(false, List.of("r.json"))
                .render(passing()
                        .withFinding(Code.ARGMAX_FLIP, Severity.WARNING, "it flipped")
                        .withFinding(Code.UNUSUAL_FOR_TYPE, Severity.WARNING, "21157 times the largest")
                        .report());

        assertThat(lines.subList(0, 3)).extracting(LogLine::level).containsOnly(LogLine.Level.WARNING);
        assertThat(lines.get(0).text()).startsWith("PASS, but likely broken  stories260K-f16: NMSE 1.5e-5");
        assertThat(lines.get(1).text()).isEqualTo("Doubt  stories260K-f16: UNUSUAL_FOR_TYPE: 21157 times the largest");
        assertThat(lines.get(2).text()).startsWith("Next  stories260K-f16: ");
        assertThat(lines).contains(new LogLine(LogLine.Level.WARNING, "Finding             ARGMAX_FLIP: it flipped"));
    }

    @Test
    void leavesOutDecibelsIfThereAreNone() {
        ComparisonFixture fixture =
                passing().withMetric(Metric.NMSE, 0).withMetric(Metric.NMSE_DB, Double.NEGATIVE_INFINITY);

        assertThat(lines(fixture.report())).contains("NMSE                0.000000e+00");
    }

    /** Limits of other metrics do not matter, however close they are. */
    @Test
    void theNmseHasEnoughDigitsToAgreeWithItsLimits() {
        ComparisonFixture fixture = passing()
                .withoutLimits()
                .withLimit(Metric.NMSE, 0.02, Limit.Origin.CONFIGURATION)
                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.03, Limit.Origin.CONFIGURATION);

        assertThat(lines(fixture.withMetric(Metric.NMSE, 0.01999999996).report()))
                .contains("NMSE                1.999999996e-02 (-48.24 dB)");
        assertThat(lines(fixture.withMetric(Metric.NMSE, 0.02999999996).report()))
                .contains("NMSE                3.000000e-02 (-48.24 dB)");
    }

    private static List<Fact> facts(
            Optional<UsualError> usualNmse, Optional<KldStatistics> statistics, List<Part> parts) {
        return Facts.of(passing().comparison(OutputKind.LOGITS, usualNmse, statistics, parts));
    }

    @Test
    void saysWhichNmseIsUsualForTheType() {
        UsualError.Range measured = new UsualError.Range(1.26e-6, 3.9e-4);
        UsualError.Range estimated = new UsualError.Range(2e-7, 5.55e-5);

        assertThat(facts(
                        Optional.of(new UsualError(Quantization.F16, measured, Optional.of(estimated), 1e-3)),
                        Optional.empty(),
                        List.of()))
                .contains(new Fact(
                        "Type",
                        "F16, from its name; usual NMSE 1.3e-06 to 3.9e-04 (measured on small models), 2.0e-07 to"
                                + " 5.6e-05 (estimated for large ones)"));
        assertThat(facts(
                        Optional.of(new UsualError(Quantization.F16, measured, Optional.empty(), 1e-3)),
                        Optional.empty(),
                        List.of()))
                .contains(new Fact(
                        "Type", "F16, from its name; usual NMSE 1.3e-06 to 3.9e-04 (measured on small models)"));
    }

    private static Part part(String state) {
        return new Part(state, 1, state + ".bin", Optional.empty(), state + ".bin", Optional.empty());
    }

    @Test
    void saysWhichShardsWereMerged() {
        assertThat(facts(Optional.empty(), Optional.empty(), List.of(part("one"), part("two"), part("three"))))
                .element(4)
                .isEqualTo(new Fact("Shards", "3, from one to three"));
        assertThat(facts(Optional.empty(), Optional.empty(), List.of(part("one"), part("one"))))
                .element(4)
                .isEqualTo(new Fact("Shards", "2, in one"));
    }

    @Test
    void saysWhatLlamaPerplexityWouldPrint() {
        assertThat(lines(new GateReport(
                        List.of(passing()
                                .withMetric(Metric.LOG_PROBABILITY_NMSE, 0.000123)
                                .comparison(
                                        OutputKind.LOGITS,
                                        Optional.empty(),
                                        Optional.of(StatisticsFixture.whole()),
                                        List.of())),
                        List.of())))
                .containsSubsequence(
                        "Mean absolute error 0.031250",
                        "KL divergence       mean 0.012500 +- 0.000250 nats over 128 rows",
                        "                    largest 1.500000 at row 77, p99.9 0.900000, p99 0.500000, p95 0.250000,"
                                + " p90 0.125000, median 0.062500",
                        "Same top p          87.500000 +- 3.125000 %",
                        "NMSE of log p       0.000123 (not that of logits)",
                        "Type                F16, from its name");
    }

    @Test
    void saysHowSimilarEmbeddingsAreInsteadOfGradingTheirNmse() {
        Comparison comparison =
                passing().withMetric(Metric.COSINE_SIMILARITY, 0.9995).comparison(OutputKind.EMBEDDINGS);

        assertThat(Facts.of(comparison))
                .endsWith(
                        new Fact("Mean absolute error", "0.031250"),
                        new Fact("Type", "F16, from its name"),
                        new Fact("semantic_check.py says:", "Excellent match"));
    }

    @ParameterizedTest
    @CsvSource({"0, index 0", "3, index 3", "4, 'position 1, index 0'", "11, 'position 2, index 3'"})
    void namesThePositionOfTheLargestErrorAfterTheFirstRow(long index, String place) {
        ComparisonFixture fixture = passing()
                .withSources(
                        source("a.npy", Format.of(Container.NPY, ElementType.FLOAT16), 3L, 4L),
                        source("b.txt", Format.TEXT, 12L))
                .withLargestError(index);

        assertThat(lines(fixture.report()))
                .contains(
                        "Reference file      data/a.npy (3 x 4 = 12 values, float16)",
                        "Test file           data/b.txt (12 values, text)",
                        "Largest error       0.125000 at " + place + " (reference 1.500000, test 1.625000)");
    }

    @Test
    void showsFindingsThatBelongToNoSingleComparison() {
        GateReport report = new GateReport(
                List.of(passing().comparison()),
                List.of(),
                List.of(new Finding(Code.ONLY_IN_BASELINE, Severity.WARNING, "b is gone", Map.of())));

        assertThat(new ConsoleReport(false, List.of("r.json")).render(report))
                .contains(new LogLine(LogLine.Level.WARNING, "Finding             ONLY_IN_BASELINE: b is gone"));
        assertThat(ReportFormat.MARKDOWN.render(report, new ReportContext("1", "check", false)))
                .contains("\n- **ONLY_IN_BASELINE**: b is gone\n");
        assertThat(JsonParser.parseString(JsonReport.render(report, new ReportContext("1", "check", false)))
                        .getAsJsonObject()
                        .get("findings"))
                .hasToString("[{\"code\":\"ONLY_IN_BASELINE\",\"severity\":\"WARNING\",\"message\":\"b is gone\","
                        + "\"evidence\":{}}]");
    }

    @Test
    void aGeneralFailureFailsTheReportInEveryFormat() {
        GateReport report = new GateReport(
                List.of(passing().comparison()),
                List.of(),
                List.of(new Finding(Code.REPORT_MISSING, Severity.FAIL, "no report of b", Map.of())));
        ReportContext context = new ReportContext("1", "check", false);

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(FailureMessage.of(report, "r.json")).isEqualTo("REPORT_MISSING: no report of b\nReport: r.json");
        assertThat(ReportFormat.MARKDOWN.render(report, context))
                .startsWith("## ❌ FAIL: check\n\nREPORT_MISSING; 1 of 1 passed; ");
        assertThat(ReportFormat.JUNIT.render(report, context))
                .contains(
                        "<testcase name=\"REPORT_MISSING\" classname=\"check\" time=\"0\"><failure message=\"no report of b\"");
        assertThat(new ConsoleReport(false, List.of("r.json")).render(report))
                .contains(new LogLine(LogLine.Level.ERROR, "Finding             REPORT_MISSING: no report of b"));
    }
}
