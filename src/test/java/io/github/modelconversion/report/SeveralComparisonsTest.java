package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.in;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The log of more than one comparison. */
class SeveralComparisonsTest {

    private static final String LONG =
            "a-model-with-a-name-that-is-longer-than-any-name-should-be-and-then-some-more-of-it-Q4_K_M";

    private static List<String> lines(GateReport report) {
        return new ConsoleReport(false, List.of(REPORT_FILE))
                .render(report).stream().map(LogLine::text).toList();
    }

    private static List<String> table(GateReport report) {
        return lines(report).stream()
                .dropWhile(line -> !line.startsWith("variant "))
                .takeWhile(line -> !line.startsWith("Report "))
                .toList();
    }

    @Test
    void beginWithTheNumberOfFailuresThenListThemThenATable() {
        GateReport report = new GateReport(
                List.of(
                        in("prompts/once/data", passing().withModels("tiny", "tiny-Q8_0")),
                        in("prompts/hello/data", failing().withModels("tiny", "tiny-Q4_0")),
                        in(
                                "prompts/hello/data",
                                passing().withModels("tiny", "tiny-Q8_0").withMetric(Metric.NMSE, 2e-5))),
                List.of(new Skipped(
                        Optional.of("prompts/once/data"), "tiny", "tiny-Q4_0", Optional.empty(), "x does not exist")));

        List<String> lines = lines(report);

        assertThat(lines).hasSize(9);
        assertThat(lines.subList(0, 2))
                .containsExactly(
                        "FAIL  1 of 3 failed, 1 skipped; worst: tiny-Q4_0, hello",
                        "FAIL  tiny-Q4_0, hello: NMSE 0.05, limit 0.01 (default): 5 times the limit");
        assertThat(lines.get(2)).startsWith("Next  tiny-Q4_0, hello: ");
        assertThat(lines.subList(3, 9))
                .containsExactly(
                        "variant  prompt      NMSE     dB  mean KL  top-1  max error  used         verdict",
                        "Q4_0     hello   5.00e-02  -48.2        -      -      0.125  5x (NMSE)    FAIL",
                        "Q8_0     hello   2.00e-05  -48.2        -      -      0.125  <1 % (NMSE)  PASS",
                        "Q8_0     once    1.50e-05  -48.2        -      -      0.125  <1 % (NMSE)  PASS",
                        "Skipped             once: tiny-Q4_0 (x does not exist)",
                        "Report              target/report.json");
    }

    @Test
    void skippedComparisonsTakeOneLinePerPrompt() {
        GateReport report = new GateReport(
                List.of(in("prompts/once/data", passing())),
                Stream.of("prompts/once/data", "prompts/hello/data")
                        .flatMap(prompt -> Stream.of("a", "b")
                                .map(test -> new Skipped(
                                        Optional.of(prompt), "tiny", test, Optional.empty(), test + ".bin is missing")))
                        .toList());

        assertThat(lines(report))
                .filteredOn(line -> line.startsWith("Skipped"))
                .containsExactly(
                        "Skipped             once: a; b (a.bin is missing; the same for 1 more)",
                        "Skipped             hello: a; b (a.bin is missing; the same for 1 more)");
    }

    @Test
    void nameTheOneClosestToItsLimitIfAllPass() {
        GateReport report = new GateReport(
                List.of(
                        passing().withModels("tiny", "a").comparison(),
                        passing()
                                .withModels("tiny", "b")
                                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.2, Limit.Origin.CONFIGURATION)
                                .comparison()),
                List.of());

        assertThat(lines(report))
                .contains("b        data    1.50e-05  -48.2        -      -      0.125  63 % (max error)  PASS")
                .startsWith(
                        "PASS  2 of 2 passed; nearest to its limit: b, largest absolute error 0.125, 63 % of the limit"
                                + " 0.2 (configured); 1 more limit kept");
    }

    @Test
    void showOnlyDoubtsAndWarningsOfPassingComparisons() {
        GateReport report = new GateReport(
                List.of(
                        passing()
                                .withModels("tiny", "a")
                                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text")
                                .comparison(),
                        passing()
                                .withModels("tiny", "b")
                                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "not said")
                                .withFinding(Code.ARGMAX_FLIP, Severity.WARNING, "it flipped")
                                .comparison()),
                List.of());

        assertThat(lines(report))
                .hasSize(10)
                .contains("Finding             a: LOSSY_TEXT: it is text", "Doubt  b: ARGMAX_FLIP: it flipped")
                .anyMatch(line -> line.startsWith("PASS, but 1 in doubt  2 of 2 passed"))
                .anyMatch(line -> line.startsWith("PASS, but top-1 token flipped  b: "));
    }

    @Test
    void showTheCosineOfEmbeddings() {
        ComparisonFixture similar = passing().withMetric(Metric.COSINE_SIMILARITY, 0.99954);
        GateReport report = new GateReport(
                List.of(
                        similar.withModels("tiny", "tiny-a").comparison(OutputKind.EMBEDDINGS),
                        passing().withModels("tiny", "tiny-b").comparison(OutputKind.EMBEDDINGS)),
                List.of());

        assertThat(table(report))
                .containsExactly(
                        "variant  prompt      NMSE     dB  cosine  max error  used         verdict",
                        "a        data    1.50e-05  -48.2  0.9995      0.125  <1 % (NMSE)  PASS",
                        "b        data    1.50e-05  -48.2       -      0.125  <1 % (NMSE)  PASS");
    }

    /** The top-1 agreement is in whole percent. */
    @Test
    void showDivergencesIfAnyComparisonHasThem() {
        ComparisonFixture divergent =
                passing().withMetric(Metric.MEAN_KL_DIVERGENCE, 1.25e-3).withMetric(Metric.TOP1_AGREEMENT, 0.999);
        GateReport report = new GateReport(
                List.of(
                        divergent.withModels("tiny", "tiny-a").comparison(),
                        passing().withModels("tiny", "tiny-b").comparison(OutputKind.ACTIVATIONS)),
                List.of());

        assertThat(table(report))
                .containsExactly(
                        "variant  prompt      NMSE     dB   mean KL  top-1  max error  used         verdict",
                        "a        data    1.50e-05  -48.2  1.25e-03   99 %      0.125  <1 % (NMSE)  PASS",
                        "b        data    1.50e-05  -48.2         -      -      0.125  <1 % (NMSE)  PASS");
    }

    @Test
    void fitInAHundredAndTwentyColumns() {
        GateReport report = new GateReport(
                List.of(
                        in(LONG + "/one", failing().withModels("tiny", LONG)),
                        in(
                                LONG + "/two/and/more/of/it/so/that/it/is/long",
                                passing().withModels("tiny", LONG))),
                List.of());

        assertThat(table(report)).hasSize(3).allSatisfy(line -> {
            assertThat(line.length()).isLessThanOrEqualTo(110);
            assertThat(line).doesNotContain(LONG);
        });
        assertThat(table(report).get(1)).contains("..").endsWith("FAIL");
    }

    @Test
    void doNotPassIfAllWereSkipped() {
        GateReport report = new GateReport(
                List.of(), List.of(new Skipped(Optional.empty(), "tiny", "a", Optional.empty(), "x does not exist")));

        assertThat(lines(report))
                .containsExactly(
                        "NOT MEASURED  nothing was compared, 1 skipped",
                        "Skipped             a (x does not exist)",
                        "Report              target/report.json");
    }
}
