package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.plot.Paint;
import io.github.modelconversion.report.plot.PlotsFixture;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.plot.MagnitudeBin;
import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.RowPlots;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HtmlReportTest {

    private static String render(GateReport report) {
        return HtmlReport.render(report, new ReportContext("1.2.3", "tiny check", false));
    }

    private static String render(ComparisonFixture fixture) {
        return render(fixture.report());
    }

    private static long count(String page, String part) {
        return Pattern.compile(part, Pattern.LITERAL).matcher(page).results().count();
    }

    @Test
    void hasTheVerdictTheFindingsWithTheirEvidenceAndAPictureOfEachKind() {
        String page = render(failing()
                .withPlots(PlotsFixture.all())
                .withFinding(Code.CONSTANT_SHIFT, Severity.WARNING, "shifted by 0.5", Map.of("shift", 0.5)));

        assertThat(page)
                .contains("<title>FAIL: tiny check</title>")
                .contains("<p><bdi>stories260K-f16: NMSE 0.05, limit 0.01 (default): 5 times the limit</bdi></p>")
                .contains(
                        "<p class=\"next\"><strong>Next</strong> <bdi>Fix the cause (CONSTANT_SHIFT) and run again.</bdi>")
                .contains("<li class=\"fail\"><strong>FAIL</strong> NMSE 5.000000e-02 &gt;= 0.01 (default)</li>")
                .contains("<strong>WARNING CONSTANT_SHIFT</strong> <bdi>shifted by 0.5</bdi>")
                .contains("<th scope=\"row\">shift</th><td>0.5</td>")
                .contains("Plots of pairs show 12 of 24: finite ones, evenly spaced.");
        assertThat(Pattern.compile("<figcaption>(.*?)</figcaption>")
                        .matcher(page)
                        .results()
                        .map(title -> title.group(1)))
                .containsExactly(
                        "NMSE",
                        "Reference against test",
                        "Errors",
                        "Error by magnitude of the reference",
                        "Largest entries at position 1",
                        "KL divergence by position",
                        "NMSE by position",
                        "KL divergences");
        assertThat(count(page, "<svg ")).isEqualTo(count(page, "role=\"img\"")).isEqualTo(8);
    }

    @Test
    void hasTheNameAndTheFigures() {
        String page = render(new GateReport(
                List.of(passing()
                        .comparison(
                                OutputKind.LOGITS,
                                Optional.empty(),
                                Optional.of(StatisticsFixture.whole()),
                                List.of())),
                List.of()));

        assertThat(page)
                .contains("<bdi>stories260K-f16</bdi></h2>")
                .contains("<tr><th scope=\"row\">Test model</th><td><bdi>stories260K-f16</bdi></td></tr>")
                .contains(
                        "<tr><th scope=\"row\">KL divergence</th><td><bdi>mean 0.012500 +- 0.000250 nats over 128 rows;"
                                + " largest 1.500000 at row 77, p99.9 0.900000, p99 0.500000, p95 0.250000, p90 0.125000,"
                                + " median 0.062500</bdi></td></tr>")
                .contains("<th scope=\"row\">Same top p</th>")
                .doesNotContain("<th scope=\"row\"></th>");
    }

    private static Plots plots(long pairs, long of, List<MagnitudeBin> errorByMagnitude) {
        return new Plots(new PairPlots(pairs, of, Optional.empty(), Optional.empty(), errorByMagnitude), RowPlots.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 24, true", "23, 24, true", "24, 24, false", "0, 24, false"})
    void saysHowManyPairsAreShownWhereThoseAreNotAll(long pairs, long of, boolean said) {
        String page = render(passing().withPlots(plots(pairs, of, List.of())));

        assertThat(page.contains("Plots of pairs show " + pairs + " of " + of + ": finite ones, evenly spaced."))
                .isEqualTo(said);
        assertThat(page.contains("Plots of pairs show")).isEqualTo(said);
    }

    @Test
    void hasNoPictureOfErrorsWhereThereAreNone() {
        String page = render(passing().withPlots(plots(5, 5, List.of(new MagnitudeBin(0, 0.25, 5, 0, 0)))));

        assertThat(page).contains("<figcaption>NMSE</figcaption>").doesNotContain("Error by magnitude");
    }

    /** Pictures have their colours in attributes, the page in its style. */
    @ParameterizedTest
    @EnumSource(Paint.class)
    void aPictureHasTheColoursOfALightPage(Paint paint) {
        String name = paint == Paint.GRID ? "line" : paint.name().toLowerCase(Locale.ROOT);

        assertThat(render(passing()))
                .contains("<style>\n:root { ")
                .containsPattern(
                        ":root \\{ [^}]*--" + name + ": " + paint.colour() + "; [^}]*color-scheme: light dark");
    }

    @Test
    void needsNothingFromOutside() {
        String page = render(failing().withPlots(PlotsFixture.all()));

        assertThat(page)
                .doesNotContain("<script", "<link", "<img", "<iframe", " style=\"", "url(", "@import")
                .doesNotContainPattern(" on[a-z]+=")
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "//");
    }

    @Test
    void aNameStaysAName() {
        String evil = "</bdi></td><b>&\"'`=${x}\u0001\u202e<script>alert(1)</script>";
        GateReport report = new GateReport(
                List.of(
                        passing()
                                .withModels(evil, evil)
                                .withFinding(Code.NO_LIMIT, Severity.WARNING, evil)
                                .comparison(),
                        passing().comparison()),
                List.of(new Skipped(Optional.of(evil), evil, evil, Optional.of(evil), evil)));

        String page = HtmlReport.render(report, new ReportContext("1.2.3", evil, false));

        assertThat(page)
                .doesNotContain("<b>", "<script", "\u0001")
                .contains("&lt;/bdi&gt;&lt;/td&gt;&lt;b&gt;&amp;")
                .contains("${x}\uFFFD\u202e&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(count(page, "<bdi>")).isEqualTo(count(page, "</bdi>"));
    }

    @Test
    void aGridHasATableAndTheWorstIsUnfolded() {
        String page = render(new GateReport(
                List.of(
                        passing().withModels("tiny", "tiny-Q8_0").comparison(),
                        failing().withModels("tiny", "tiny-Q4_0").comparison()),
                List.of(new Skipped(Optional.empty(), "tiny", "tiny-Q2_K", Optional.empty(), "x.bin does not exist"))));

        assertThat(page)
                .contains("<bdi>1 of 2 failed, 1 skipped; worst: tiny-Q4_0")
                .contains("<tr class=\"fail\"><th scope=\"row\"><a href=\"#comparison-1\"><bdi>Q4_0</bdi></a></th>")
                .contains("<tr class=\"pass\"><th scope=\"row\"><a href=\"#comparison-2\"><bdi>Q8_0</bdi></a></th>")
                .contains("<p>NMSE 0.05, limit 0.01 (default): 5 times the limit</p>")
                .contains("id=\"comparison-2\"")
                .contains("<li><bdi>tiny-Q2_K (x.bin does not exist)</bdi></li>");
        assertThat(count(page, "<details class=\"comparison\" open>")).isEqualTo(1);
        assertThat(count(page, "<details class=\"comparison\">")).isEqualTo(1);
    }

    @Test
    void aLargeGridShowsTheWorstInFullAndSaysSo() {
        Comparison comparison = passing().withPlots(PlotsFixture.all()).comparison();

        String page = render(new GateReport(Collections.nCopies(300, comparison), List.of()));

        assertThat(count(page, "<details class=\"comparison\"")).isEqualTo(HtmlReport.MOST_SECTIONS);
        assertThat(count(page, "<tr class=\"pass\">")).isEqualTo(300);
        assertThat(page).contains("The worst 40 of 300 comparisons follow in full; nmse-check.json has them all.");
    }

    @Test
    void aPassInDoubtIsAmber() {
        Comparison doubtful = passing()
                .withFinding(Code.UNUSUAL_FOR_TYPE, Severity.WARNING, "far beyond")
                .comparison();

        assertThat(render(new GateReport(List.of(doubtful), List.of())))
                .contains("<title>PASS, but likely broken: tiny check</title>")
                .doesNotContain("class=\"verdict pass\"");
        assertThat(render(new GateReport(List.of(doubtful, passing().comparison()), List.of())))
                .contains("<span class=\"verdict warn\">PASS, but 1 in doubt</span>")
                .contains("<span class=\"verdict warn\">PASS, but likely broken</span>")
                .contains("<tr class=\"warn\">")
                .contains("<span class=\"verdict pass\">PASS</span>");
    }

    @Test
    void aViolationThatOnlyWarnsSaysSo() {
        String page = HtmlReport.render(failing().report(), new ReportContext("1.2.3", "tiny check", true));

        assertThat(page)
                .contains("<span class=\"verdict warn\">FAIL</span>")
                .contains("(violations only warn: failOnViolation is false)");
    }

    @Test
    void whatCouldNotBeComparedHasItsFindingAndNoPlots() {
        String page = render(passing()
                .withoutTestFile()
                .withoutLimits()
                .withFinding(Code.MISSING_FILE, Severity.WARNING, "it is not there"));

        assertThat(page)
                .contains("<span class=\"verdict fail\">NOT MEASURED</span>")
                .contains("<p><bdi>stories260K-f16: MISSING_FILE</bdi></p>")
                .contains("<strong>FAIL MISSING_FILE</strong> <bdi>it is not there</bdi>")
                .doesNotContain("<svg", "<h3>Plots</h3>");
    }

    @Test
    void isWholeWithoutAnyComparison() {
        assertThat(render(new GateReport(List.of(), List.of())))
                .contains("<bdi>nothing was compared</bdi>")
                .endsWith("</html>\n");
    }
}
