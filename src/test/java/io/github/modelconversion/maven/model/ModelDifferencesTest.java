package io.github.modelconversion.maven.model;

import static io.github.modelconversion.result.Verdict.FAIL;
import static io.github.modelconversion.result.Verdict.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.conversion.GgufCopy;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDifferencesTest {

    private static final Path REAL = Path.of("testdata", "conversions", "gpt2");

    @TempDir
    private Path base;

    private GgufCopy converted = GgufCopy.empty();

    @BeforeEach
    void copy() throws IOException {
        Path folder = Files.createDirectories(base.resolve("models/gpt2"));
        for (String file : List.of("config.json", "tokenizer.json", "tokenizer_config.json")) {
            Files.copy(REAL.resolve(file), folder.resolve(file));
        }
        converted = GgufCopy.read(REAL.resolve("gpt2.gguf.head"));
        write("reference.bin", 0);
    }

    /** Writes values that differ from the reference by random errors of this size. */
    private void write(String name, double error) throws IOException {
        Random values = new Random(1);
        Random errors = new Random(2);
        ByteBuffer bytes = ByteBuffer.allocate(512 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat((float) (3 * values.nextGaussian() + error * errors.nextGaussian()));
        }
        Files.write(base.resolve(name), bytes.array());
    }

    private GateReport check(double error) throws IOException {
        write("test.bin", error);
        converted.write(base.resolve("models/gpt2.gguf"));
        GateRequest request = PairFixture.files(base, base.resolve("reference.bin"), base.resolve("test.bin"))
                .ofNames("gpt2", "gpt2-q")
                .ofModels(base.resolve("models/gpt2"), base.resolve("models/gpt2.gguf"))
                .request();
        GateReport report = new Gate().check(request);
        GateReport explained = ModelDifferences.explain(report, request);
        assertThat(explained.verdict()).isEqualTo(report.verdict());
        return explained;
    }

    private static List<Code> ofModels(GateReport report) {
        return report.comparisons().get(0).findings().stream()
                .map(Finding::code)
                .filter(code ->
                        code.name().startsWith("METADATA") || code.name().startsWith("PRE_TOKENIZER"))
                .toList();
    }

    @Test
    void differingMetadataIsTheLikelyCauseOfAFailure() throws IOException {
        converted.uint32("gpt2.attention.head_count", 3).text("tokenizer.ggml.pre", "llama-bpe");

        GateReport report = check(3);

        Comparison comparison = report.comparisons().get(0);
        assertThat(ofModels(report)).containsExactly(Code.METADATA_DIFFERS);
        Finding cause = comparison.findings().stream()
                .filter(finding -> finding.code() == Code.METADATA_DIFFERS)
                .findFirst()
                .orElseThrow();
        assertThat(cause.severity()).isEqualTo(Severity.WARNING);
        assertThat(cause.message()).contains("gpt2.attention.head_count 3");
        assertThat(ReportFormat.MARKDOWN.render(report, new ReportContext("1", "check", false)))
                .contains("Next: Fix the cause (METADATA_DIFFERS)");
    }

    /** The outputs show no changed tokens, so the tokenizer did not cause the failure. */
    @Test
    void tokenizerDifferencesAreNoCauseIfTheTokensAgree() throws IOException {
        converted.text("tokenizer.ggml.pre", "llama-bpe");

        assertThat(ofModels(check(3))).isEmpty();
    }

    @Test
    void tokenizerDifferencesAreACauseIfTheTokensDiffer() throws IOException {
        converted.text("tokenizer.ggml.pre", "llama-bpe");
        TestData.writeInts(base.resolve("reference-tokens.bin"), 1, 2);
        TestData.writeInts(base.resolve("test-tokens.bin"), 1, 3);

        GateReport report = check(3);

        assertThat(report.comparisons().get(0).findings())
                .extracting(Finding::code)
                .contains(Code.TOKENS_DIFFER);
        assertThat(ofModels(report)).containsExactly(Code.PRE_TOKENIZER_DIFFERS);
    }

    /** Of two conversions only the one that fails is explained, by its own model. */
    @Test
    void eachComparisonIsExplainedByItsOwnModel() throws IOException {
        converted.write(base.resolve("models/good.gguf"));
        converted.uint32("gpt2.attention.head_count", 3).write(base.resolve("models/bad.gguf"));
        write("good.bin", 0.001);
        write("bad.bin", 3);
        write("worse.bin", 3);
        GateRequest request = PairFixture.request(
                base, List.of(pair("good.bin", "bad"), pair("bad.bin", "good"), pair("worse.bin", "bad")));

        GateReport report = ModelDifferences.explain(new Gate().check(request), request);

        assertThat(report.comparisons()).extracting(Comparison::verdict).containsExactly(PASS, FAIL, FAIL);
        assertThat(report.comparisons())
                .extracting(comparison -> comparison.findings().stream()
                        .filter(finding -> finding.code() == Code.METADATA_DIFFERS)
                        .count())
                .containsExactly(0L, 0L, 1L);
    }

    private PairRequest pair(String output, String model) {
        return PairFixture.files(base, base.resolve("reference.bin"), base.resolve(output))
                .ofNames("gpt2", output)
                .ofModels(base.resolve("models/gpt2"), base.resolve("models/" + model + ".gguf"))
                .pair();
    }

    @Test
    void theLengthOfTheContextIsNoCause() throws IOException {
        converted.uint32("gpt2.context_length", 17);

        assertThat(ofModels(check(3))).isEmpty();
    }

    @Test
    void aPassIsNotExplained() throws IOException {
        converted.uint32("gpt2.attention.head_count", 3);

        assertThat(ofModels(check(0.001))).isEmpty();
    }

    @Test
    void modelsThatAgreeExplainNothing() throws IOException {
        assertThat(ofModels(check(3))).isEmpty();
    }

    @Test
    void filesThatCannotBeComparedExplainNothing() throws IOException {
        converted.uint32("gpt2.attention.head_count", 3);
        Files.writeString(base.resolve("models/gpt2/config.json"), "{");

        assertThat(ofModels(check(3))).isEmpty();
    }
}
