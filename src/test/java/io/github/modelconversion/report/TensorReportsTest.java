package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several tensors of two files, in every report format. */
class TensorReportsTest {

    private static final ReportContext CONTEXT = new ReportContext("1.0.0", "check", false);

    private static final GateReport REPORT = new GateReport(
            List.of(
                    passing().withTensors("h.0", "l_out-0").comparison(),
                    failing()
                            .withTensors("h.1", "l_out-1")
                            .withFinding(Code.FIRST_DIVERGENCE, Severity.WARNING, "h.1 is the first")
                            .comparison(),
                    failing()
                            .withTensors("h.2", "l_out-2")
                            .withFinding(Code.SCALED, Severity.WARNING, "not said")
                            .comparison(),
                    failing()
                            .withTensors("h.3", "l_out-3")
                            .withFinding(Code.SHAPE_MISMATCH, Severity.FAIL, "it has another shape")
                            .comparison()),
            List.of(new Skipped(Optional.empty(), "tiny", "tiny-f16", Optional.of("ids"), "whole numbers")));

    private static List<String> lines() {
        return new ConsoleReport(false, List.of("report.json"))
                .render(REPORT).stream().map(LogLine::text).toList();
    }

    private static List<String> table(GateReport report) {
        return new ConsoleReport(false, List.of("report.json"))
                .render(report).stream()
                        .map(LogLine::text)
                        .filter(line -> line.matches("(variant|tensor|a|b|h\\.\\d) .*"))
                        .toList();
    }

    @Test
    void theTableListsThemInOrderAndOmitsWhatAllShare() {
        assertThat(table(REPORT))
                .containsExactly(
                        "tensor      NMSE     dB  mean KL  top-1  max error  used         verdict",
                        "h.0     1.50e-05  -48.2        -      -      0.125  <1 % (NMSE)  PASS",
                        "h.1     5.00e-02  -48.2        -      -      0.125  5x (NMSE)    FAIL",
                        "h.2     5.00e-02  -48.2        -      -      0.125  5x (NMSE)    FAIL",
                        "h.3     5.00e-02  -48.2        -      -      0.125  5x (NMSE)    FAIL");
    }

    @Test
    void theTableNamesTheModelsWhereTheyDiffer() {
        GateReport report = new GateReport(
                List.of(
                        passing()
                                .withModels("tiny", "tiny-a")
                                .withTensors("h.0", "h.0")
                                .comparison(),
                        passing()
                                .withModels("tiny", "tiny-b")
                                .withTensors("h.0", "h.0")
                                .comparison()),
                List.of());

        assertThat(table(report))
                .containsExactly(
                        "variant  tensor      NMSE     dB  mean KL  top-1  max error  used         verdict",
                        "a        h.0     1.50e-05  -48.2        -      -      0.125  <1 % (NMSE)  PASS",
                        "b        h.0     1.50e-05  -48.2        -      -      0.125  <1 % (NMSE)  PASS");
    }

    @Test
    void onlyTheFirstDivergenceAndIndependentFailuresAreShown() {
        assertThat(lines())
                .contains(
                        "Cause  stories260K-f16, tensor h.1: FIRST_DIVERGENCE: h.1 is the first",
                        "Next  stories260K-f16, tensor h.1: Look at what computes h.1 first.",
                        "Cause  stories260K-f16, tensor h.3: SHAPE_MISMATCH: it has another shape",
                        "Skipped             tiny-f16, tensor ids (whole numbers)")
                .noneMatch(line -> line.contains("not said") || line.startsWith("FAIL  stories260K-f16, tensor h.2"));
    }

    @Test
    void theExceptionNamesTheFirstDivergenceBeforeOtherFindings() {
        assertThat(FailureMessage.of(REPORT, "report.json").lines())
                .hasSizeLessThanOrEqualTo(6)
                .element(1)
                .isEqualTo("First divergence: tensor h.1");
    }

    @Test
    void jsonHasTheNamesOfBothSides() {
        JsonObject json = JsonParser.parseString(
                        JsonReport.render(REPORT, new ReportContext("1.0.0", "a check", false)))
                .getAsJsonObject();
        JsonArray comparisons = json.getAsJsonArray("comparisons");
        JsonObject first = comparisons.get(0).getAsJsonObject();

        assertThat(first.getAsJsonObject("reference").get("tensor").getAsString())
                .isEqualTo("h.0");
        assertThat(first.getAsJsonObject("test").get("tensor").getAsString()).isEqualTo("l_out-0");
        assertThat(json.getAsJsonArray("skipped")
                        .get(0)
                        .getAsJsonObject()
                        .get("tensor")
                        .getAsString())
                .isEqualTo("ids");
        assertThat(json.getAsJsonArray("skipped")
                        .get(0)
                        .getAsJsonObject()
                        .get("id")
                        .getAsString())
                .isEqualTo("tiny-f16::ids");
    }

    @Test
    void everyOtherReportDistinguishesThem() {
        assertThat(ReportFormat.OPENMETRICS.render(REPORT, CONTEXT))
                .contains(
                        "nmse_check_nmse{check=\"check\",reference=\"stories260K\",test=\"stories260K-f16\",data=\"data\","
                                + "tensor=\"h.1\"} 0.05\n");
        assertThat(ReportFormat.JUNIT.render(REPORT, CONTEXT))
                .contains("<testcase name=\"stories260K-f16 in data, tensor h.1\"");
        assertThat(ReportFormat.MARKDOWN.render(REPORT, CONTEXT)).contains("\n| h.0    | 1.50e-05 |");
        assertThat(ReportFormat.BENCHMARK.render(REPORT, CONTEXT))
                .contains("\"stories260K-f16 in data, tensor h.2: NMSE\"");
    }
}
