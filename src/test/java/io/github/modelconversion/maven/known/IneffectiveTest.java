package io.github.modelconversion.maven.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.judge.evidence.Vocabulary;
import io.github.modelconversion.maven.parameter.Given;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.GateRequest.Missing;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import io.github.modelconversion.result.output.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IneffectiveTest {

    private static final Strictness STRICT = new Strictness(Vocabulary.STRICT, false);
    private static final Strictness COMMON = new Strictness(Vocabulary.COMMON, false);
    private static final List<String> NOT_OF_LOG_PROBABILITIES = List.of("maxNmse", "minTop10Overlap");
    private static final Strictness FAIL_ON_STALE = new Strictness(Vocabulary.STRICT, true);

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"dataDirectory", "dataDirectories"})
    void noDirectoryIsSearchedIfFilesAreNamed(String parameter) throws Exception {
        GateRequest files = request(named(".npy", OutputKind.LOGITS), STRICT, Missing.FAIL);

        assertRefused(parameter, files, "referenceFile", "testFile");
        check("<" + parameter + ">x</" + parameter + ">", "", files);
        assertThat(warnings).singleElement().asString().contains("'" + parameter + "'", "referenceFile");
    }

    @Test
    void aDataDirectoryIsSearchedWithoutNamedFiles() throws Exception {
        check("", "<dataDirectory>x</dataDirectory>", request(searched(OutputKind.LOGITS), STRICT, Missing.SKIP));

        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".bin", ".npy", ".txt", ".kld"})
    void nothingCanBeSkippedInFilesWithASingleArray(String ending) throws Exception {
        assertRefused("missing", request(named(ending, OutputKind.LOGITS), STRICT, Missing.SKIP), "skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {".npz", ".safetensors", ".gguf"})
    void tensorsOfContainersCanBeSkipped(String ending) throws Exception {
        check("", "<missing>skip</missing>", request(named(ending, OutputKind.LOGITS), STRICT, Missing.SKIP));

        assertThat(warnings).isEmpty();
    }

    @Test
    void directoriesAndMissingFilesCanBeSkipped() throws Exception {
        PairRequest pair = named(".npy", OutputKind.LOGITS);
        Path file = pair.test().candidates().get(0);
        Files.delete(file);
        check("", "<missing>skip</missing>", request(pair, STRICT, Missing.SKIP));
        Files.createDirectory(file);
        check("", "<missing>skip</missing>", request(pair, STRICT, Missing.SKIP));

        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = OutputKind.class,
            names = {"EMBEDDINGS", "ACTIVATIONS"})
    void onlyLogitsHaveAVocabulary(OutputKind kind) throws Exception {
        assertRefused("vocabulary", request(searched(kind), COMMON, Missing.FAIL), "logits");
        check("", "<vocabulary>strict</vocabulary>", request(searched(kind), STRICT, Missing.FAIL));
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = GateRequest.Judged.class,
            names = {"POOLED", "BOTH"})
    void onePromptIsNotPooled(GateRequest.Judged judged) throws Exception {
        GateRequest one = request(searched(OutputKind.LOGITS), STRICT, Missing.FAIL);

        assertRefused("judge", one.judging(judged), "dataDirectories");
        check("<judge>pooled</judge>", "", one.judging(judged));
        assertThat(warnings).singleElement().asString().contains("'judge'", "dataDirectories");
    }

    @Test
    void twoPromptsArePooled() throws Exception {
        PairRequest one = searched(OutputKind.LOGITS);
        Path second = Files.createDirectory(folder.resolve("second"));
        PairRequest other = new PairRequest(
                Optional.of(second),
                OutputRequest.inDirectory(Side.REFERENCE, OutputKind.LOGITS, "a", second),
                OutputRequest.inDirectory(Side.TEST, OutputKind.LOGITS, "b", second),
                Optional.empty(),
                Optional.empty(),
                OutputKind.LOGITS,
                Layout.ONE_ROW);
        GateRequest both =
                new GateRequest(folder, List.of(one, other), LimitPolicy.of(List.of()), STRICT, Missing.FAIL, "");

        check("", "<judge>pooled</judge>", both.judging(GateRequest.Judged.POOLED));

        assertThat(warnings).isEmpty();
    }

    @Test
    void onlyLogitsHaveTokens() throws Exception {
        assertRefused("tokenizer", request(searched(OutputKind.EMBEDDINGS), STRICT, Missing.FAIL), "logits");
        check("", "<tokenizer>t.gguf</tokenizer>", request(searched(OutputKind.LOGITS), STRICT, Missing.FAIL));
        assertThat(warnings).isEmpty();
    }

    @Test
    void logitsHaveAVocabulary() throws Exception {
        check("", "<vocabulary>common</vocabulary>", request(searched(OutputKind.LOGITS), COMMON, Missing.FAIL));

        assertThat(warnings).isEmpty();
    }

    @Test
    void nothingIsStaleWithoutModels() throws Exception {
        assertRefused("failOnStale", request(searched(OutputKind.LOGITS), FAIL_ON_STALE, Missing.FAIL), "modelPath");
    }

    @Test
    void aMissingModelIsAWarningAndNoError() throws Exception {
        GateRequest absent = request(of(Optional.of(folder.resolve("model.gguf"))), FAIL_ON_STALE, Missing.FAIL);
        check("", "<failOnStale>true</failOnStale>", absent);
        assertThat(warnings).singleElement().asString().contains("'failOnStale'");

        warnings.clear();
        Files.createFile(folder.resolve("model.gguf"));
        check("", "<failOnStale>true</failOnStale>", absent);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"positions, rows", "width, rows", "maxNmse, maxMeanKlDivergence", "minTop10Overlap, maxMeanKlDivergence"
    })
    void limitsThatLogProbabilitiesLackCannotBeSet(String parameter, String fact) throws Exception {
        assertRefused(parameter, request(named(".kld", OutputKind.LOGITS), STRICT, Missing.FAIL), fact);
        check(
                "",
                "<" + parameter + ">1</" + parameter + ">",
                request(named(".npy", OutputKind.LOGITS), STRICT, Missing.FAIL));
        assertThat(warnings).isEmpty();
    }

    @Test
    void runsOfLogProbabilitiesHaveOneVocabularyAndNoAge() throws Exception {
        assertRefused("vocabulary", request(named(".kld", OutputKind.LOGITS), COMMON, Missing.FAIL), "equal");
        assertRefused(
                "failOnStale",
                request(
                        new PairRequest(
                                Optional.empty(),
                                named(".kld", OutputKind.LOGITS).reference(),
                                named(".kld", OutputKind.LOGITS).test(),
                                Optional.of(Files.createFile(folder.resolve("model.gguf"))),
                                Optional.empty(),
                                OutputKind.LOGITS,
                                Layout.ONE_ROW),
                        FAIL_ON_STALE,
                        Missing.FAIL),
                "age");
    }

    @Test
    void limitsForAbsentTypesAreNamedWithTheTypesPresent() throws Exception {
        GateReport report = new Gate(1, Progress.NONE)
                .check(request(
                        new PairRequest(
                                Optional.of(TestData.STORIES),
                                OutputRequest.inDirectory(
                                        Side.REFERENCE, OutputKind.LOGITS, "stories260K", TestData.STORIES),
                                OutputRequest.inDirectory(
                                        Side.TEST, OutputKind.LOGITS, "stories260K-Q8_0", TestData.STORIES),
                                Optional.empty(),
                                Optional.empty(),
                                OutputKind.LOGITS,
                                Layout.ONE_ROW),
                        STRICT,
                        Missing.FAIL));
        Ineffective own = new Ineffective(Given.inPom(folder, "", "<limit><Q4_0>1</Q4_0></limit>"), warnings::add);
        Ineffective shared = new Ineffective(Given.inPom(folder, "<limit><Q4_0>1</Q4_0></limit>", ""), warnings::add);

        own.checkTypes("limit", Set.of(Quantization.Q4_0, Quantization.Q8_0), report);
        own.checkTypes("limit", Set.of(), report);
        shared.checkTypes("limit", Set.of(Quantization.Q4_0), report);
        assertThat(warnings).isEmpty();

        own.checkTypes("limit", Set.of(Quantization.Q6_K, Quantization.Q4_0), report);
        assertThat(warnings).singleElement().asString().contains("'limit'", "limits for Q6_K, Q4_0", "is Q8_0");
    }

    private void assertRefused(String parameter, GateRequest request, String... facts) {
        assertThatThrownBy(() -> check("", "<" + parameter + ">x</" + parameter + ">", request))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'" + parameter + "'")
                .hasMessageContainingAll(facts);
    }

    private void check(String ofPlugin, String ofExecution, GateRequest request) throws Exception {
        new Ineffective(Given.inPom(folder, ofPlugin, ofExecution), warnings::add)
                .check(request, NOT_OF_LOG_PROBABILITIES);
    }

    private GateRequest request(PairRequest pair, Strictness rules, Missing missing) {
        return new GateRequest(folder, List.of(pair), LimitPolicy.of(List.of()), rules, missing, "");
    }

    private PairRequest named(String ending, OutputKind kind) throws Exception {
        return new PairRequest(
                Optional.empty(),
                OutputRequest.file(Side.REFERENCE, "a", Files.write(folder.resolve("a" + ending), new byte[0])),
                OutputRequest.file(Side.TEST, "b", Files.write(folder.resolve("b" + ending), new byte[0])),
                Optional.empty(),
                Optional.empty(),
                kind,
                Layout.ONE_ROW);
    }

    private PairRequest searched(OutputKind kind) {
        return searched(kind, Optional.empty());
    }

    private PairRequest of(Optional<Path> converted) {
        return searched(OutputKind.LOGITS, converted);
    }

    private PairRequest searched(OutputKind kind, Optional<Path> converted) {
        return new PairRequest(
                Optional.of(folder),
                OutputRequest.inDirectory(Side.REFERENCE, kind, "a", folder),
                OutputRequest.inDirectory(Side.TEST, kind, "b", folder),
                Optional.empty(),
                converted,
                kind,
                Layout.ONE_ROW);
    }
}
