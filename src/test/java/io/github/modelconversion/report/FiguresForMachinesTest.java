package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The OpenMetrics and benchmark formats. */
class FiguresForMachinesTest {

    private static final ReportContext CONTEXT = new ReportContext("1.2.3", "a \"check\"\\", false);
    private static final GateReport REPORT = new GateReport(
            List.of(
                    passing().comparison(),
                    failing().withModels("tiny", "line\nend").comparison()),
            List.of());

    @Test
    void openMetricsHasAGaugeForEachMetricAndASampleForEachComparison() {
        String text = ReportFormat.OPENMETRICS.render(REPORT, CONTEXT);

        assertThat(text)
                .startsWith("""
                        # TYPE nmse_check_nmse gauge
                        # HELP nmse_check_nmse NMSE
                        nmse_check_nmse{check="a \\"check\\"\\\\",reference="stories260K",test="stories260K-f16",data="data"} 1.5E-5
                        nmse_check_nmse{check="a \\"check\\"\\\\",reference="tiny",test="line\\nend",data="data"} 0.05
                        # TYPE nmse_check_nmse_db gauge
                        """)
                .contains("\n# TYPE nmse_check_max_absolute_error gauge\n")
                .doesNotContain("kl_divergence")
                .endsWith("""
                        # TYPE nmse_check_pass gauge
                        # HELP nmse_check_pass 1 where the verdict is PASS, else 0
                        nmse_check_pass{check="a \\"check\\"\\\\",reference="stories260K",test="stories260K-f16",data="data"} 1
                        nmse_check_pass{check="a \\"check\\"\\\\",reference="tiny",test="line\\nend",data="data"} 0
                        # EOF
                        """);
    }

    @Test
    void openMetricsOfNothingIsEmpty() {
        assertThat(ReportFormat.OPENMETRICS.render(new GateReport(List.of(), List.of()), CONTEXT))
                .isEqualTo("# EOF\n");
    }

    @Test
    void theBenchmarkHasTheErrorsThatWereMeasured() {
        JsonArray entries = JsonParser.parseString(ReportFormat.BENCHMARK.render(REPORT, CONTEXT))
                .getAsJsonArray();

        assertThat(entries)
                .extracting(Object::toString)
                .containsExactly(
                        "{\"name\":\"stories260K-f16 in data: NMSE\",\"unit\":\"1\",\"value\":1.5E-5}",
                        "{\"name\":\"stories260K-f16 in data: largest absolute error\",\"unit\":\"1\",\"value\":0.125}",
                        "{\"name\":\"stories260K-f16 in data: mean absolute error\",\"unit\":\"1\",\"value\":0.03125}",
                        "{\"name\":\"stories260K-f16 in data: centered NMSE\",\"unit\":\"1\",\"value\":1.25E-5}",
                        "{\"name\":\"line\\nend in data: NMSE\",\"unit\":\"1\",\"value\":0.05}",
                        "{\"name\":\"line\\nend in data: largest absolute error\",\"unit\":\"1\",\"value\":0.125}",
                        "{\"name\":\"line\\nend in data: mean absolute error\",\"unit\":\"1\",\"value\":0.03125}",
                        "{\"name\":\"line\\nend in data: centered NMSE\",\"unit\":\"1\",\"value\":1.25E-5}");
    }
}
