package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private static final ReportContext CONTEXT = new ReportContext("1.2.3", "tiny", false);

    @Test
    void hasTheVerdictATableLimitsAndFindings() {
        GateReport report = new GateReport(
                List.of(
                        passing().withModels("tiny", "tiny-f16").comparison(),
                        failing()
                                .withModels("tiny", "tiny-Q4_0")
                                .withFinding(Code.ARGMAX_FLIP, Severity.WARNING, "it flipped")
                                .comparison()),
                List.of(new Skipped(Optional.empty(), "tiny", "tiny-x", Optional.empty(), "y does not exist")));

        assertThat(ReportFormat.MARKDOWN.render(report, CONTEXT)).isEqualTo("""
                ## ❌ FAIL: tiny

                1 of 2 failed, 1 skipped; worst\\: tiny\\-Q4\\_0

                | variant | prompt | NMSE | dB | mean KL | top\\-1 | max error | used | verdict |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                | Q4\\_0 | data | 5\\.00e\\-02 | \\-48\\.2 | \\- | \\- | 0\\.125 | 5x \\(NMSE\\) | FAIL |
                | f16 | data | 1\\.50e\\-05 | \\-48\\.2 | \\- | \\- | 0\\.125 | &lt;1 % \\(NMSE\\) | PASS |

                ### ❌ FAIL: tiny\\-Q4\\_0

                Next: Check the conversion, and that both sides have the same weights and the same prompt\\.

                - NMSE 5\\.000000e\\-02 &gt;= 0\\.01 \\(default\\)
                - **ARGMAX\\_FLIP**: it flipped

                Skipped: tiny\\-x \\(y does not exist\\)
                """);
    }

    @Test
    void whatIsOnlyGoodToKnowIsSaidOfWhatFailsAlone() {
        assertThat(ReportFormat.MARKDOWN.render(
                        passing()
                                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "12 are left out")
                                .report(),
                        CONTEXT))
                .doesNotContain("###", "12 are left out");
        assertThat(ReportFormat.MARKDOWN.render(
                        passing()
                                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "12 are left out")
                                .withFinding(Code.ARGMAX_FLIP, Severity.WARNING, "it flipped")
                                .report(),
                        CONTEXT))
                .endsWith("""
                        - NMSE 1\\.500000e\\-05 &lt; 0\\.01 \\(default\\)
                        - **ARGMAX\\_FLIP**: it flipped
                        """);
        assertThat(ReportFormat.MARKDOWN.render(
                        failing()
                                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "12 are left out")
                                .report(),
                        CONTEXT))
                .endsWith("\\(default\\)\n- **MASKED\\_ENTRIES**: 12 are left out\n");
    }

    @Test
    void aPassInDoubtIsAmber() {
        String page = ReportFormat.MARKDOWN.render(
                passing()
                        .withFinding(Code.UNUSUAL_FOR_TYPE, Severity.WARNING, "far beyond")
                        .report(),
                CONTEXT);

        assertThat(page)
                .startsWith("## ⚠️ PASS, but likely broken: tiny\n\nstories260K\\-f16\\: NMSE ")
                .contains("\n### ⚠️ PASS, but likely broken: stories260K\\-f16\n", "| PASS, but likely broken |\n")
                .doesNotContain("✅");
    }

    @Test
    void saysThatItOnlyWarns() {
        assertThat(ReportFormat.MARKDOWN.render(failing().report(), new ReportContext("1", "tiny", true)))
                .startsWith("## ⚠️ FAIL, only a warning: tiny\n");
        assertThat(ReportFormat.MARKDOWN.render(passing().report(), CONTEXT)).startsWith("## ✅ PASS: tiny\n");
        assertThat(ReportFormat.MARKDOWN.render(new GateReport(List.of(), List.of()), CONTEXT))
                .isEqualTo("## ❌ NOT MEASURED: tiny\n\nnothing was compared\n");
    }

    @Test
    void aNameWithMarkupStaysAName() {
        String page = ReportFormat.MARKDOWN.render(
                failing().withModels("a", "<b>&\"'|`[x](http://y)\n# @z ~~").report(), CONTEXT);

        assertThat(page)
                .contains("&lt;b&gt;&amp;\"'\\|\\`\\[x\\]\\(http\\://y\\) \\# \\@z \\~\\~")
                .doesNotContain("<b>", "\n# ", "http:");
    }
}
