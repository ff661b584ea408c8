package io.github.modelconversion.report.html;

import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.in;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.ComparisonFixture;
import io.github.modelconversion.report.StatisticsFixture;
import io.github.modelconversion.report.plot.Paint;
import io.github.modelconversion.report.plot.PlotsFixture;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.plot.Histogram;
import io.github.modelconversion.result.plot.MagnitudeBin;
import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RowPlots;
import io.github.modelconversion.result.row.RowFigure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
                .contains("<bdi>stories260K-f16: NMSE 0.05, limit 0.01 (default): 5 times the limit</bdi>")
                .contains("<strong>Next</strong> <bdi>Fix the cause (CONSTANT_SHIFT) and run again.</bdi>")
                .contains(
                        "<figure class=\"fail\">\n<figcaption><strong>FAIL</strong> NMSE 5.000000e-02 &gt;= 0.01 (default)")
                .contains("CONSTANT_SHIFT</a></strong> <bdi>shifted by 0.5</bdi>")
                .contains("<th scope=\"row\">shift</th><td>0.5</td>")
                .contains("Plots of pairs show 12 of 24: finite ones, evenly spaced.");
        assertThat(Pattern.compile("<figcaption>(.*?)</figcaption>")
                        .matcher(page)
                        .results()
                        .map(title -> title.group(1)))
                .containsExactly(
                        "<strong>FAIL</strong> NMSE 5.000000e-02 &gt;= 0.01 (default)",
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
                .contains("<bdi>stories260K-f16: NMSE 1.5e-5, ")
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
    void saysHowManyPairsAreShownIfNotAll(long pairs, long of, boolean said) {
        String page = render(passing().withPlots(plots(pairs, of, List.of())));

        assertThat(page.contains("Plots of pairs show " + pairs + " of " + of + ": finite ones, evenly spaced."))
                .isEqualTo(said);
        assertThat(page.contains("Plots of pairs show")).isEqualTo(said);
    }

    @Test
    void hasNoPictureOfErrorsIfThereAreNone() {
        String page = render(passing().withPlots(plots(5, 5, List.of(new MagnitudeBin(0, 0.25, 5, 0, 0)))));

        assertThat(page).contains("<strong>PASS</strong> NMSE 1.500000e-05").doesNotContain("Error by magnitude");
    }

    /** Pictures carry their colors in attributes, the page in its style sheet. */
    @ParameterizedTest
    @EnumSource(Paint.class)
    void aPictureHasTheColorsOfALightPage(Paint paint) {
        String name = paint == Paint.GRID ? "line" : paint.name().toLowerCase(Locale.ROOT);

        assertThat(render(passing()))
                .contains("<style>\n:root { ")
                .containsPattern(
                        ":root \\{ [^}]*--" + name + ": " + paint.colour() + "; [^}]*color-scheme: light dark");
    }

    @Test
    void loadsNothingFromOutside() {
        String page = render(failing().withPlots(PlotsFixture.all()));

        assertThat(page)
                .doesNotContain("<script", "<link", "<img", "<iframe", " style=\"", "url(", "@import")
                .doesNotContainPattern(" on[a-z]+=")
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "//");
    }

    /** Links load nothing; the anchor is the code in lower case. */
    @Test
    void aCodeLinksToItsDescriptionAndEvidenceIsInWords() {
        String page = render(passing()
                .withFinding(
                        Code.TOP1_DIFFERS,
                        Severity.INFO,
                        "differs",
                        Map.of("referenceAtTestChoice", 1, "nmseWithout", 2, "count", 3)));

        assertThat(page)
                .contains("/src/site/markdown/findings.md#top1_differs\">TOP1_DIFFERS</a></strong> <bdi>differs</bdi>")
                .contains("<th scope=\"row\">reference at test top-1 token</th><td>1</td>")
                .contains("<th scope=\"row\">NMSE without</th><td>2</td>")
                .contains("<th scope=\"row\">count</th><td>3</td>");
    }

    @Test
    void theJsonReportIsLinkedIfItExists() {
        ReportContext with = new ReportContext("1", "tiny check", Optional.empty(), Optional.empty(), false, true);

        assertThat(HtmlReport.render(passing().report(), with)).contains("<a href=\"nmse-check.json\">JSON report</a>");
        assertThat(render(passing())).doesNotContain("nmse-check.json");
    }

    @Test
    void markupInANameIsEscaped() {
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
                .contains("${x}\\u0001\\u202e&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(count(page, "<bdi>")).isEqualTo(count(page, "</bdi>"));
    }

    private static GateReport grid() {
        ComparisonFixture good = passing().withModels("tiny", "tiny-Q8_0");
        ComparisonFixture bad = failing().withModels("tiny", "tiny-Q4_0");
        return new GateReport(
                List.of(
                        in("hello", good),
                        in("hello", bad),
                        in("once", good.withFinding(Code.FEW_POSITIONS, Severity.WARNING, "position 3"))),
                List.of(new Skipped(
                        Optional.of("once"), "tiny", "tiny-Q4_0", Optional.empty(), "x.bin does not exist")));
    }

    @Test
    void aGridBeginsWithTheCountsTheWorstAndWhatToDo() {
        assertThat(render(grid()))
                .containsPattern("<li class=\"fail\">1 failed</li>\\s*<li class=\"warn\">1 passed in doubt</li>\\s*"
                        + "<li class=\"pass\">1 passed</li>\\s*<li class=\"\">1 skipped</li>")
                .contains("<bdi>Worst: tiny-Q4_0, hello: NMSE 0.05, limit 0.01 (default): 5 times the limit</bdi>")
                .containsPattern("<strong>Next</strong> <bdi>Check the conversion[^<]*</bdi></p>\\s*</header>");
    }

    /**
     * Each cell with the used fraction of a limit is colored and links to its comparison, whose id does not depend on its
     * rank.
     */
    @Test
    void aGridIsAMatrixWithLinks() {
        String page = render(grid());

        assertThat(page)
                .contains("<thead><tr><th scope=\"col\">variant</th><th scope=\"col\"><bdi>hello</bdi></th>"
                        + "<th scope=\"col\"><bdi>once</bdi></th></tr></thead>")
                .contains("<tr><th scope=\"row\"><bdi>Q8_0</bdi></th><td class=\"used-0\"><a href=\"#tiny-Q8_0:hello\"")
                .contains("&lt;1 %</a></td><td class=\"warn\"><a href=\"#tiny-Q8_0:once\"")
                .contains("<tr><th scope=\"row\"><bdi>Q4_0</bdi></th><td class=\"fail\"><a href=\"#tiny-Q4_0:hello\"")
                .contains("5x</a></td><td class=\"skipped\">skipped</td></tr>");
        assertThat(ids(page)).containsExactly("tiny-Q4_0:hello", "tiny-Q8_0:hello", "tiny-Q8_0:once");
    }

    private static List<String> ids(String page) {
        return Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(id -> id.group(1))
                .toList();
    }

    @Test
    void theTableBeginsWithTheVerdictAndTheWorstIsUnfolded() {
        String page = render(grid());

        assertThat(page)
                .containsPattern(
                        "<tr class=\"fail\"><td>FAIL</td><th scope=\"row\"><a href=\"#tiny-Q4_0:hello\">"
                                + "<bdi>Q4_0</bdi></a></th><td><bdi>hello</bdi></td>.*\\s*<tr class=\"pass\"><td>PASS</td>.*"
                                + "<bdi>hello</bdi>.*\\s*<tr class=\"warn\"><td>PASS, but a few positions are wrong</td>.*<bdi>once")
                .contains("<li><bdi>once: tiny-Q4_0 (x.bin does not exist)</bdi></li>");
        assertThat(count(page, "<details class=\"comparison\" open>")).isEqualTo(1);
        assertThat(count(page, "<details class=\"comparison\">")).isEqualTo(2);
        assertThat(page.indexOf("<details class=\"comparison\" open>"))
                .isLessThan(page.indexOf("id=\"tiny-Q4_0:hello\""));
    }

    @Test
    void aSinglePromptOrVariantIsNotAMatrix() {
        assertThat(render(new GateReport(List.of(in("hello", passing()), in("once", passing())), List.of())))
                .contains("<h2>All comparisons, the worst first</h2>")
                .doesNotContain("<table class=\"grid\">");
    }

    @Test
    void aLargeGridShowsTheWorstInFullAndSaysSo() {
        Comparison comparison = passing().withPlots(PlotsFixture.all()).comparison();

        String page = render(new GateReport(Collections.nCopies(300, comparison), List.of()));

        assertThat(count(page, "<details class=\"comparison\"")).isEqualTo(HtmlOverview.MOST_SECTIONS);
        assertThat(count(page, "<tr class=\"pass\"")).isEqualTo(300);
        assertThat(ids(page)).hasSize(300).doesNotHaveDuplicates();
        assertThat(page).contains("The worst 40 of 300 comparisons follow in full; nmse-check.json has them all.");
    }

    @Test
    void aHugeGridListsTheWorstAndCountsTheRest() {
        Comparison comparison = passing().comparison();
        int all = HtmlOverview.MOST_ROWS + 1;

        String page = render(new GateReport(Collections.nCopies(all, comparison), List.of()));

        assertThat(count(page, "<tr class=\"pass\"")).isEqualTo(HtmlOverview.MOST_ROWS);
        assertThat(page).contains("The table lists 10000 of 10001 comparisons.");
    }

    /** Tensors keep their order, which shows where they diverge. */
    @Test
    void theFirstDivergenceIsMarkedAndUnfolded() {
        List<Comparison> tensors = new ArrayList<>();
        for (int layer = 0; layer < 60; layer++) {
            ComparisonFixture tensor = (layer < 7 ? passing() : failing()).withTensors("l-" + layer, "l-" + layer);
            if (layer > 7) {
                tensor = tensor.withMetric(Metric.NMSE, 0.06 + layer);
            }
            tensors.add((layer == 7 ? tensor.withFinding(Code.FIRST_DIVERGENCE, Severity.WARNING, "here") : tensor)
                    .comparison());
        }

        String page = render(new GateReport(tensors, List.of()));

        assertThat(page)
                .contains("<bdi>First divergence: stories260K-f16, tensor l-7: NMSE 0.05,")
                .contains("<bdi>Look at what computes l-7 first.</bdi>")
                .contains("<figcaption>NMSE by tensor: stories260K-f16</figcaption>")
                .containsPattern("<details class=\"comparison\" open>\\s*<summary><h2><span class=\"verdict fail\">"
                        + "FAIL, first divergence</span> <bdi>stories260K-f16, tensor l-7</bdi>");
        assertThat(Pattern.compile("<tr class=\"[a-z]*\"(?: id=[^>]*)?><td>.*<bdi>(l-\\d+)</bdi></a?")
                        .matcher(page)
                        .results()
                        .map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 60).mapToObj(layer -> "l-" + layer).toList());
    }

    @Test
    void theWorstPositionsAreListedAndThoseWithAnotherTopTokenMarked() {
        RowFigure same = new RowFigure(7, Optional.of(new RowFigure.TopTokens(0.5, 42, 42)), 0.875, 0.25);
        RowFigure other = new RowFigure(9, Optional.of(new RowFigure.TopTokens(0.25, 42, 43)), Double.NaN, 0.125);

        assertThat(render(passing().withRows(same, other).withPlots(PlotsFixture.all())))
                .contains(
                        "<tr class=\"\"><td><bdi>7</bdi></td><td><bdi>0.5</bdi></td><td><bdi>42</bdi></td><td><bdi>42</bdi>")
                .contains("<tr class=\"warn\"><td><bdi>9</bdi></td><td><bdi>0.25</bdi></td><td><bdi>42</bdi></td>"
                        + "<td><bdi>43</bdi></td><td><bdi>-</bdi></td><td><bdi>0.125</bdi></td></tr>");
        assertThat(render(passing().withRows(same, other))).doesNotContain("The worst positions");
    }

    private static PositionRun run(long from, long to, double divergence, long flips) {
        return new PositionRun(
                from,
                to,
                Double.isNaN(divergence) ? OptionalDouble.empty() : OptionalDouble.of(divergence),
                OptionalDouble.of(3),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.of(flips));
    }

    private static String prompt(List<PositionRun> runs, List<String> tokens) {
        RowPlots rows =
                new RowPlots(Optional.empty(), runs, Optional.empty(), Optional.empty(), OptionalLong.empty(), tokens);
        String page = render(passing().withPlots(new Plots(PairPlots.NONE, rows)));
        int from = page.indexOf("<p class=\"prompt\"");
        return from < 0 ? "" : page.substring(from, page.indexOf("<h2", from));
    }

    @Test
    void theTokensOfThePromptAreColoredByTheDivergenceOfWhatFollows() {
        String prompt = prompt(
                List.of(run(0, 1, 9e-4, 0), run(1, 2, 1e-3, 0), run(2, 3, 2.5, 1), run(3, 4, Double.NaN, 0)),
                List.of("<s>", " Once", " upon", " a\u202e"));

        assertThat(prompt)
                .startsWith("<p class=\"prompt\" dir=\"auto\">"
                        + "<span class=\"kl-0\" title=\"position 0: 9e-4 nats\">&lt;s&gt;</span>"
                        + "<span class=\"kl-1\" title=\"position 1: 1e-3 nats\"> Once</span>"
                        + "<span class=\"kl-4 flip\" title=\"position 2: 2.5 nats, another top-1 token\"> upon</span>"
                        + "<span class=\"\" title=\"position 3\"> a\\u202e</span></p>")
                .contains("4 tokens: ", "another top-1 token at 1 of 4 positions", "Underlined: another top-1 token.")
                .doesNotContain("neighbors");
        assertThat(prompt(List.of(run(0, 1, 1, 0)), List.of())).isEmpty();
    }

    @Test
    void aLongPromptShowsItsFirstTokensAndCountsTheOthers() {
        List<PositionRun> runs = IntStream.range(0, 200)
                .mapToObj(i -> run(8L * i, 8L * i + 8, 0.05, i))
                .toList();

        String prompt = prompt(runs, Collections.nCopies(RowPlots.MOST_TOKENS, " la"));

        assertThat(count(prompt, "> la</span>")).isEqualTo(RowPlots.MOST_TOKENS);
        assertThat(prompt)
                .contains("The first 1024 of 1600 tokens: ", "Each color is the mean of 8 neighbors.")
                .contains("<span class=\"kl-2\" title=\"positions 0 to 7: mean 0.05 nats\"> la</span>")
                .contains(
                        "<span class=\"kl-2 flip\" title=\"positions 8 to 15: mean 0.05 nats, another top-1 token\">");
    }

    @Test
    void aWorstPositionIsNamedByTheTokenBeforeIt() {
        RowFigure row = new RowFigure(1, Optional.of(new RowFigure.TopTokens(0.5, 42, 42)), 0.875, 0.25);
        RowPlots rows = new RowPlots(
                Optional.empty(),
                List.of(run(0, 1, 0.1, 0), run(1, 2, 0.5, 0)),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                List.of("<s>", " Once"));

        assertThat(render(passing().withRows(row).withPlots(new Plots(PairPlots.NONE, rows))))
                .contains("<th scope=\"col\">position</th><th scope=\"col\">after</th>")
                .contains("<td><bdi>1</bdi></td><td><bdi>\" Once\"</bdi></td><td><bdi>0.5</bdi></td>");
    }

    @Test
    void onlyAMarkedPositionNeedsAKey() {
        RowFigure same = new RowFigure(7, Optional.of(new RowFigure.TopTokens(0.5, 42, 42)), 0.875, 0.25);
        RowFigure other = new RowFigure(9, Optional.of(new RowFigure.TopTokens(0.25, 42, 43)), Double.NaN, 0.125);
        RowFigure embedding = new RowFigure(3, Optional.empty(), 0.875, 0.25);
        String key = "Amber: another top-1 token.";

        assertThat(render(passing().withRows(same, other).withPlots(PlotsFixture.all())))
                .contains(key);
        assertThat(render(passing().withRows(same).withPlots(PlotsFixture.all())))
                .contains("The worst positions")
                .doesNotContain(key);
        assertThat(render(passing().withRows(embedding).withPlots(PlotsFixture.all())))
                .contains("The worst positions")
                .doesNotContain(key);
    }

    @Test
    void headingsSkipNoLevel() {
        String single = render(failing()
                .withPlots(PlotsFixture.all())
                .withFinding(Code.CONSTANT_SHIFT, Severity.WARNING, "shifted by 0.5"));

        for (String page : List.of(single, render(grid()))) {
            List<Integer> levels = Pattern.compile("<h([1-6])[ >]")
                    .matcher(page)
                    .results()
                    .map(level -> Integer.valueOf(level.group(1)))
                    .toList();
            assertThat(levels).startsWith(1, 2).hasSizeGreaterThan(3);
            for (int i = 1; i < levels.size(); i++) {
                assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
            }
        }
    }

    @Test
    void aRunOfLlamaPerplexityHasItsPercentilesUnderItsPlots() {
        RowPlots rows = new RowPlots(
                Optional.empty(),
                PlotsFixture.all().ofRows().byPosition(),
                PlotsFixture.all().ofRows().klDivergences(),
                Optional.of(new Histogram(List.of(-0.75, -0.25, 0.25, 0.75), List.of(2L, 9L, 1L))),
                OptionalLong.of(2),
                List.of());

        String page = render(new GateReport(
                List.of(passing()
                        .withPlots(new Plots(PairPlots.NONE, rows))
                        .comparison(
                                OutputKind.LOGITS,
                                Optional.empty(),
                                Optional.of(StatisticsFixture.whole()),
                                List.of())),
                List.of()));

        assertThat(page)
                .contains("median 0.0625, p90 0.125, p95 0.25, p99 0.5, p99.9 0.9, largest 1.5 nats</p>")
                .contains("<figcaption>Changes of the next token's probability</figcaption>");
    }

    @Test
    void generalFindingsAreShown() {
        assertThat(render(new GateReport(
                        List.of(passing().comparison()),
                        List.of(),
                        List.of(new Finding(Code.REPORT_MISSING, Severity.FAIL, "no report of a", Map.of())))))
                .contains("<bdi>REPORT_MISSING; Nearest to its limit: stories260K-f16")
                .contains("REPORT_MISSING</a></strong> <bdi>no report of a</bdi>");
        assertThat(render(new GateReport(
                        List.of(passing().comparison()),
                        List.of(),
                        List.of(new Finding(Code.ONLY_IN_BASELINE, Severity.WARNING, "b is gone", Map.of())))))
                .contains("ONLY_IN_BASELINE</a></strong> <bdi>b is gone</bdi>");
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
                .contains("<bdi>In doubt: stories260K-f16: UNUSUAL_FOR_TYPE</bdi>")
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
    void anUnmeasuredComparisonHasItsFindingAndNoPlots() {
        String page = render(passing()
                .withoutTestFile()
                .withoutLimits()
                .withFinding(Code.MISSING_FILE, Severity.WARNING, "it is not there"));

        assertThat(page)
                .contains("<span class=\"verdict fail\">NOT MEASURED</span>")
                .contains("<bdi>stories260K-f16: MISSING_FILE</bdi>")
                .contains("MISSING_FILE</a></strong> <bdi>it is not there</bdi>")
                .doesNotContain("<svg", ">Plots</h");
    }

    @Test
    void isCompleteWithoutAnyComparison() {
        assertThat(render(new GateReport(List.of(), List.of())))
                .contains("<bdi>Nothing was compared</bdi>")
                .endsWith("</html>\n");
    }
}
