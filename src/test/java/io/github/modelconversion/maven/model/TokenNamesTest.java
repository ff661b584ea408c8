package io.github.modelconversion.maven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.json.Schemas;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.plot.RowPlots;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The converted model lost a layer, so its top-1 token is 261 (" a") instead of 410 (" "). */
class TokenNamesTest {

    private static final Path GGUF = TestData.FOLDER.resolve(Path.of("stories260K", "gguf", "stories260K-f16.gguf"));
    private static final ReportContext CONTEXT = new ReportContext("1.0.0", "site check", false);

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    private static PairFixture pair(Path converted) {
        return PairFixture.files(
                        TestData.FOLDER.toAbsolutePath(),
                        TestData.STORIES.resolve("pytorch-stories260K.bin").toAbsolutePath(),
                        TestData.STORIES
                                .resolve("llamacpp-stories260K-bug-droplayer-f16.bin")
                                .toAbsolutePath())
                .ofModels(Path.of("no", "original"), converted);
    }

    private GateReport named(PairFixture pair, Optional<Path> tokenizer) {
        GateRequest request = pair.request();
        return TokenNames.show(new Gate().check(request), request, tokenizer, log::add);
    }

    private static Comparison only(GateReport report) {
        return report.comparisons().get(0);
    }

    private static String message(GateReport report, Code code) {
        return only(report).findings().stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::message)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findingsAndFiguresShowTokens() {
        GateReport report = named(pair(GGUF), Optional.empty());

        assertThat(message(report, Code.TOP1_DIFFERS)).contains("index 410 \" \" (", "index 261 \" a\" (");
        RowFigure.TopTokens top = only(report)
                .measurement()
                .orElseThrow()
                .rows()
                .worst()
                .get(0)
                .tokens()
                .orElseThrow();
        assertThat(top.referenceTop1Token()).contains(" ");
        assertThat(top.testTop1Token()).contains(" a");
        List<String> lines = new ConsoleReport(false, List.of())
                .render(report).stream().map(LogLine::text).toList();
        assertThat(lines)
                .anyMatch(line -> line.contains("at index 472 \"3\" (reference "))
                .anyMatch(line -> line.contains("top-1 token differs (410 \" \", test 261 \" a\")"));
        assertThat(log).isEmpty();
    }

    @Test
    void theJsonHasTokensNextToIndicesAndIsReadBack() throws IOException {
        GateReport report = named(pair(GGUF), Optional.empty());

        String text = JsonReport.render(report, CONTEXT);
        Schemas.assertValid(Schemas.COMPARISONS, text);

        Schemas.assertValid(Schemas.COMPARISONS, text);
        JsonValue comparison =
                JsonValue.parse(text, "r.json").get("comparisons").items().get(0);
        assertThat(comparison.get("largestError").get("token").text()).isEqualTo("3");
        assertThat(comparison
                        .get("worstRows")
                        .items()
                        .get(0)
                        .get("testTop1Token")
                        .text())
                .isEqualTo(" a");
        JsonValue entry =
                comparison.get("plots").get("top").get("entries").items().get(0);
        assertThat(entry.get("index").count()).isEqualTo(410);
        assertThat(entry.get("token").text()).isEqualTo(" ");
        GateReport stored = JsonReport.read(JsonValue.parse(text, "r.json")).report();
        for (ReportFormat format : ReportFormat.values()) {
            assertThat(format.render(stored, CONTEXT)).as("%s", format).isEqualTo(format.render(report, CONTEXT));
        }
    }

    /** llama-results writes the logits of all positions together with the tokens, ids 1, 403, 407 ... */
    @Test
    void thePromptOfAllPositionsIsShown() throws IOException {
        Path folder = TestData.FOLDER.resolve("containers").toAbsolutePath();
        PairFixture results = PairFixture.files(
                        TestData.FOLDER.toAbsolutePath(),
                        folder.resolve("results-f32.gguf"),
                        folder.resolve("results-Q4_0.gguf"))
                .ofModels(Path.of("no", "original"), GGUF);

        GateReport report = named(results, Optional.of(GGUF));

        assertThat(String.join("", plots(report).prompt())).startsWith("<s> Once upon a time");
        assertThat(plots(report).prompt()).hasSize((int) only(report).positions());
        String text = JsonReport.render(report, CONTEXT);
        Schemas.assertValid(Schemas.COMPARISONS, text);
        GateReport stored = JsonReport.read(JsonValue.parse(text, "r.json")).report();
        assertThat(plots(stored)).isEqualTo(plots(report));
        assertThat(ReportFormat.HTML.render(stored, CONTEXT)).isEqualTo(ReportFormat.HTML.render(report, CONTEXT));
    }

    /** Runs of llama-perplexity have more plots than values. */
    @Test
    void tokensRemoveNoPlot() {
        PairFixture runs = PairFixture.files(
                        TestData.FOLDER.toAbsolutePath(),
                        TestData.FOLDER
                                .resolve(Path.of("stories260K", "kld", "stories260K-f16.kld"))
                                .toAbsolutePath(),
                        TestData.FOLDER
                                .resolve(Path.of("stories260K", "kld", "stories260K-Q4_0.kld"))
                                .toAbsolutePath())
                .ofModels(Path.of("no", "original"), GGUF);

        RowPlots plots = plots(named(runs, Optional.of(GGUF)));

        assertThat(plots).isEqualTo(plots(new Gate().check(runs.request())));
        assertThat(plots.deltaPs()).isPresent();
        assertThat(plots.chunkRows()).isPresent();
    }

    private static RowPlots plots(GateReport report) {
        return only(report).measurement().orElseThrow().plots().ofRows();
    }

    @Test
    void withoutAVocabularyNothingChanges() {
        GateReport report = named(pair(Path.of("no", "such.gguf")), Optional.empty());

        assertThat(JsonReport.render(report, CONTEXT)).doesNotContain("token\"", "Top1Token");
        assertThat(log).isEmpty();
    }

    /** The vocabulary is read only for failures and doubts, unless one is configured. */
    @Test
    void aPassWithoutDoubtReadsNoVocabulary() {
        PairFixture good = PairFixture.files(
                        TestData.FOLDER.toAbsolutePath(),
                        TestData.STORIES.resolve("pytorch-stories260K.bin").toAbsolutePath(),
                        TestData.STORIES
                                .resolve("llamacpp-stories260K-Q8_0.bin")
                                .toAbsolutePath())
                .ofModels(Path.of("no", "original"), GGUF);

        assertThat(JsonReport.render(named(good, Optional.empty()), CONTEXT)).doesNotContain("\"token\"");
        assertThat(JsonReport.render(named(good, Optional.of(GGUF)), CONTEXT)).contains("\"token\"");
    }

    @Test
    void aVocabularyOfAnotherSizeIsReportedOnce() {
        Path other = TestData.FOLDER.resolve(Path.of("tokenizers", "bpe-padded"));

        GateReport report = named(pair(GGUF), Optional.of(other));

        assertThat(message(report, Code.TOP1_DIFFERS)).contains("index 410 (", "index 261 (");
        assertThat(log).hasSize(1);
        assertThat(log.get(0)).contains("Token texts not shown", "bpe-padded", "309 tokens", "512 values");
    }

    @Test
    void aBrokenVocabularyIsReportedOnceAndChangesNoVerdict() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.gguf"), "GGUF but no more");

        GateReport report = named(pair(broken), Optional.empty());

        assertThat(report.verdict())
                .isEqualTo(new Gate().check(pair(GGUF).request()).verdict());
        assertThat(log).hasSize(1);
        assertThat(log.get(0)).contains("Token texts not shown", "broken.gguf");
    }

    /** Entries of an embedding are not tokens. */
    @Test
    void onlyLogitsHaveTokens() {
        GateReport report = named(pair(GGUF).ofKind(OutputKind.ACTIVATIONS), Optional.of(GGUF));

        assertThat(JsonReport.render(report, CONTEXT)).doesNotContain("\"token\"");
        assertThat(log).isEmpty();
    }

    @Test
    void aConfiguredVocabularyIsUsed() throws MojoExecutionException {
        assertThat(TokenNames.vocabulary(
                        new Setting("tokenizer", GGUF.toAbsolutePath().toString()), folder))
                .contains(GGUF.toAbsolutePath());
    }

    /** The other model has a vocabulary of another size. */
    @Test
    void eachComparisonHasTheVocabularyOfItsOwnModel() {
        PairFixture named = pair(GGUF).ofNames("tiny", "named");
        PairFixture without = pair(Path.of("no", "such.gguf")).ofNames("tiny", "without");
        GateRequest request =
                PairFixture.request(TestData.FOLDER.toAbsolutePath(), List.of(without.pair(), named.pair()));

        GateReport report = TokenNames.show(new Gate().check(request), request, Optional.empty(), log::add);

        assertThat(report.comparisons())
                .extracting(comparison -> comparison.findings().toString().contains("index 410 \" \" ("))
                .containsExactly(false, true);
        assertThat(log).isEmpty();
    }

    @Test
    void aConfiguredVocabularyMustExist() {
        assertThatThrownBy(() -> TokenNames.vocabulary(new Setting("tokenizer", "no/such.gguf"), folder))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("no/such.gguf");
    }
}
