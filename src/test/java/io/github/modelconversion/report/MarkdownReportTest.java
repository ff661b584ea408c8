package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {

    private static final ReportContext CONTEXT = new ReportContext("1.2.3", "tiny", false);

    @Test
    void hasTheVerdictATableTheLimitsAndTheFindings() {
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

                1 of 2 failed, 1 skipped; worst: tiny-Q4_0

                ### ❌ FAIL: tiny-Q4_0

                Next: Check the conversion, and that both sides have the same weights and the same prompt.

                - NMSE 5.000000e-02 >= 0.01 (default)
                - **ARGMAX_FLIP**: it flipped

                | variant | prompt |     NMSE |    dB | mean KL | top-1 | max error |      used | verdict |
                | ------- | ------ | -------: | ----: | ------: | ----: | --------: | --------: | ------- |
                | Q4_0    | data   | 5.00e-02 | -48.2 |       - |     - |     0.125 | 5x (NMSE) | FAIL    |

                <details><summary>1 without failures or doubts</summary>

                | variant | prompt |     NMSE |    dB | mean KL | top-1 | max error |           used | verdict |
                | ------- | ------ | -------: | ----: | ------: | ----: | --------: | -------------: | ------- |
                | f16     | data   | 1.50e-05 | -48.2 |       - |     - |     0.125 | &lt;1 % (NMSE) | PASS    |

                </details>

                Skipped: tiny-x (y does not exist)
                """);
    }

    @Test
    void informationIsShownOnlyForFailures() {
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
                .contains("""
                        - **ARGMAX_FLIP**: it flipped
                        - NMSE 1.500000e-05 &lt; 0.01 (default)
                        """)
                .doesNotContain("12 are left out");
        assertThat(ReportFormat.MARKDOWN.render(
                        failing()
                                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "12 are left out")
                                .report(),
                        CONTEXT))
                .contains("(default)\n- **MASKED_ENTRIES**: 12 are left out\n");
    }

    @Test
    void aPassInDoubtIsAmber() {
        String page = ReportFormat.MARKDOWN.render(
                passing()
                        .withFinding(Code.UNUSUAL_FOR_TYPE, Severity.WARNING, "far beyond")
                        .report(),
                CONTEXT);

        assertThat(page)
                .startsWith("## ⚠️ PASS, but likely broken: tiny\n\nstories260K-f16: NMSE ")
                .contains("\n### ⚠️ PASS, but likely broken: stories260K-f16\n", "| PASS, but likely broken |\n")
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
    void markupInANameIsEscaped() {
        String page = ReportFormat.MARKDOWN.render(
                failing().withModels("a", "<b>&\"'|`[x](http://y)\n# @z ~~").report(), CONTEXT);

        assertThat(page)
                .contains("&lt;b>&\"'\\|\\`\\[x\\]\\(http\\://y) # \\@z \\~\\~")
                .doesNotContain("<b>", "\n# ", "http:");
    }

    /** Model names are as readable in the source as on the page. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "tiny-Q4_K_M tiny-Q4_K_M", "1.5e-5 1.5e-5", "a_b a_b", "_a_ \\_a\\_", "a*b a\\*b", "R&D R&D",
                        "&lt; &amp;lt;",
                "&#64; &amp;\\#64;", "http://y http\\://y", "www.y www\\.y", ":x: \\:x:", "a:b a:b", "a|b a\\|b",
                        "#12 \\#12",
                "(a) (a)", "$a$ \\$a\\$", "!x !x"
            })
    void onlyMarkupIsEscaped(String text, String escaped) {
        assertThat(MarkdownReport.escape(text)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"# x", "> x", "- x", "+ x", "1. x", "12) x"})
    void aNameCannotBeginABlock(String text) {
        assertThat(MarkdownReport.escape(text)).contains("\\");
        assertThat(MarkdownReport.escape("a " + text)).doesNotContain("\\");
    }

    @Test
    void failuresComeBeforeTablesAndWarningsOfPassingComparisons() {
        GateReport report = new GateReport(
                List.of(
                        passing()
                                .withModels("tiny", "tiny-a")
                                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text")
                                .comparison(),
                        failing()
                                .withModels("tiny", "tiny-b")
                                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "12 are left out")
                                .withFinding(Code.SCALED, Severity.WARNING, "it is scaled")
                                .comparison()),
                List.of());

        assertThat(ReportFormat.MARKDOWN.render(report, CONTEXT).lines().filter(line -> !line.startsWith("| -")))
                .containsSubsequence(
                        "### ❌ FAIL: tiny-b",
                        "- **SCALED**: it is scaled",
                        "- NMSE 5.000000e-02 >= 0.01 (default)",
                        "- **MASKED_ENTRIES**: 12 are left out",
                        "<details><summary>1 without failures or doubts</summary>",
                        "<details><summary>Warnings of what passes</summary>",
                        "### ✅ PASS: tiny-a",
                        "- **LOSSY_TEXT**: it is text",
                        "</details>");
    }

    /** GitHub rejects a step summary above 1 MiB. */
    @Test
    void omittedComparisonsAreCounted() {
        List<Comparison> many = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            many.add((i % 2 == 0 ? failing() : passing())
                    .withModels("tiny", "tiny-é" + i + "-" + "x".repeat(150))
                    .withFinding(Code.SOFT_CAPPED, Severity.WARNING, "y".repeat(300))
                    .comparison());
        }
        String page = ReportFormat.MARKDOWN.render(new GateReport(many, List.of()), CONTEXT);

        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(900_000, 1 << 20);
        long sections = page.lines().filter(line -> line.startsWith("### ")).count();
        assertThat(page.lines().filter(line -> line.contains("more, which the JSON report has")))
                .hasSize(2)
                .contains("... and " + (6_000 - sections) + " more, which the JSON report has.");
    }
}
