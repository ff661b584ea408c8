package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The message about a missing file hints at existing files with similar names. */
class MisnamedFileHintTest {

    @TempDir
    Path project;

    private Path data;

    @BeforeEach
    void createDataDirectory() throws IOException {
        data = Files.createDirectory(project.resolve("data"));
    }

    @Test
    void aNameCausedByATrailingSlashIsHintedAtWithTheRemedy() throws IOException {
        Path written = Path.of("testdata", "edge-cases", "trailing-slash-data", "pytorch-.bin");
        Files.copy(written, data.resolve("pytorch-.bin"));

        assertThat(missing("tiny", "tiny-F16", Side.REFERENCE))
                .isEqualTo(
                        "expected the reference output of tiny, found none of: data/pytorch-tiny.bin, .npy, .txt, .npz, .safetensors, .gguf, .kld. run-org-model.py writes it: run the original"
                                + " model first, or set dataDirectory to the folder that it wrote to. data/pytorch-.bin is"
                                + " there: a slash at the end of MODEL_PATH makes run-org-model.py leave out the model's name. Run"
                                + " it again without the slash, or rename the file.");
        assertThat(missing("tiny", "tiny-F16", Side.TEST)).doesNotContain("pytorch-.bin");
    }

    @Test
    void aNameThatDiffersOnlyInCaseIsHintedAt() throws IOException {
        Files.createFile(data.resolve("llamacpp-tiny-q8_0.bin"));

        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST))
                .endsWith(
                        " data/llamacpp-tiny-q8_0.bin differs from it only in upper and lower case: rename the file, or"
                                + " correct the name.");
    }

    @Test
    void aNameThatLlamaDebugCutIsHintedAt() throws IOException {
        // Written by the real llama-debug for a model named model.bin.
        Files.copy(Path.of("testdata", "edge-cases", "data", "llamacpp-model.bin"), data.resolve("llamacpp-model.bin"));

        assertThat(missing("tiny", "model.bin", Side.TEST))
                .endsWith(
                        " data/llamacpp-model.bin is there: llama-debug cuts a model's name at its last dot. Rename the"
                                + " file, or correct the name.");
        assertThat(missing("tiny", "Model.bin", Side.TEST))
                .contains("data/llamacpp-model.bin is there: llama-debug cuts");
    }

    @Test
    void otherFilesAreNotHintedAt() throws IOException {
        Files.createFile(data.resolve("tiny-Q8_0.bin"));
        Files.createFile(data.resolve("llamacpp-tiny-Q8_0-tokens.bin"));
        Files.createFile(data.resolve("llamacpp-tiny-Q8_0-prompt.txt"));
        Files.createFile(data.resolve("llamacpp-tiny.onnx"));
        Files.createFile(data.resolve("pytorch-other.bin"));
        Files.createDirectory(data.resolve("LLAMACPP-tiny-Q8_0.bin"));

        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST)).endsWith("to the folder that it wrote to.");
    }

    @Test
    void aMissingDirectoryIsNamedInsteadOfTheFiles() throws IOException {
        Files.delete(data);

        for (Side side : Side.values()) {
            assertThat(missing("tiny", "tiny-Q8_0", side))
                    .contains(" in the directory data, which does not exist. ")
                    .doesNotContain(".bin", ".npy")
                    .endsWith("set dataDirectory to the folder that it wrote to.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOGITS, llamacpp-tiny-Q8_0-embeddings.bin, set kind to embeddings",
        "ACTIVATIONS, llamacpp-tiny-Q8_0-embeddings.npy, set kind to embeddings",
        "EMBEDDINGS, llamacpp-tiny-Q8_0.bin, leave kind out"
    })
    void anOutputOfAnotherKindIsHintedAtWithTheParameter(OutputKind kind, String file, String remedy)
            throws IOException {
        Files.createFile(data.resolve(file));

        assertThat(missing(kind, "tiny", "tiny-Q8_0", Side.TEST))
                .contains("data/" + file + " is there")
                .contains(remedy);
        assertThat(missing(kind, "tiny", "tiny-Q8_0", Side.REFERENCE)).doesNotContain(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch-tiny.pt", "pytorch-tiny.pth", "pytorch-tiny.pkl"})
    void aPickleIsHintedAtWithTheLineThatWritesAReadableFile(String file) throws IOException {
        Files.createFile(data.resolve(file));

        assertThat(missing("tiny", "tiny-Q8_0", Side.REFERENCE))
                .contains(
                        "data/" + file + " is there, a pickle",
                        "logits.float().cpu().numpy().tofile('pytorch-tiny.bin')");
    }

    @Test
    void otherTypesOfTheModelComeBeforeOtherModels() throws IOException {
        Files.createFile(data.resolve("llamacpp-other-Q8_0.bin"));
        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST))
                .endsWith(
                        " data/llamacpp-other-Q8_0.bin is there, an output of another model: correct convertedModel if it"
                                + " is meant.");

        Files.createFile(data.resolve("llamacpp-tiny-Q4_0.bin"));
        Files.createFile(data.resolve("llamacpp-tiny-Q4_0-tokens.bin"));
        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST))
                .contains(" data/llamacpp-tiny-Q4_0.bin is there, another type of the same model")
                .doesNotContain("other-Q8_0", "tokens");

        Files.createFile(data.resolve("llamacpp-tiny-f16.npy"));
        Files.createFile(data.resolve("llamacpp-tiny.bin.gz"));
        Files.createFile(data.resolve("llamacpp-tiny.Q4_K_M.bin"));
        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST))
                .contains("data/llamacpp-tiny-Q4_0.bin", "data/llamacpp-tiny-f16.npy", "and 1 more are there");
    }

    @Test
    void threeOtherModelsAreAllNamed() throws IOException {
        for (String model : List.of("a", "b", "c")) {
            Files.createFile(data.resolve("llamacpp-" + model + ".bin"));
        }

        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST))
                .endsWith(" data/llamacpp-a.bin, data/llamacpp-b.bin, data/llamacpp-c.bin are there, outputs of other"
                        + " models: correct convertedModel if one of them is meant.");
    }

    @Test
    void otherModelsAreHintedAtByOutputsOfTheSameKindOnly() throws IOException {
        Files.createFile(data.resolve("llamacpp-other-Q8_0-embeddings.bin"));
        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST)).endsWith("to the folder that it wrote to.");

        Files.createFile(data.resolve("llamacpp-tiny-Q4_0-embeddings.bin"));
        Files.createFile(data.resolve("llamacpp-other-Q8_0.bin"));
        assertThat(missing(OutputKind.EMBEDDINGS, "tiny", "tiny-Q8_0", Side.TEST))
                .endsWith(" data/llamacpp-tiny-Q4_0-embeddings.bin is there, another type of the same model: correct"
                        + " convertedModel if it is meant.");
    }

    @Test
    void anOutputOfTheConvertedModelWithoutANameIsNotHintedAt() throws IOException {
        Files.createFile(data.resolve("llamacpp-.bin"));

        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST)).endsWith("to the folder that it wrote to.");

        // Its start and its end share the hyphen.
        Files.createFile(data.resolve("llamacpp-embeddings.bin"));
        assertThat(missing(OutputKind.EMBEDDINGS, "tiny", "tiny-Q8_0", Side.TEST))
                .endsWith("to the folder that it wrote to.");
    }

    @Test
    void aFileThatAnotherComparisonNeedsIsNotHintedAt() throws IOException {
        Files.createFile(data.resolve("llamacpp-tiny-Q4_0.bin"));
        PairFixture missing = PairFixture.byName(project, "tiny", "tiny-Q8_0");
        GateRequest grid = missing.request();
        List<PairRequest> pairs = List.of(
                grid.pairs().get(0),
                PairFixture.byName(project, "tiny", "tiny-Q4_0")
                        .request()
                        .pairs()
                        .get(0));
        GateReport report =
                new Gate().check(new GateRequest(project, pairs, grid.limits(), grid.rules(), grid.missing(), ""));

        assertThat(report.comparisons().get(0).findings())
                .extracting(Finding::message)
                .noneMatch(message -> message.contains("Q4_0"));
    }

    @Test
    void anExplicitFileMayHaveAnotherEnding() throws IOException {
        Files.createFile(data.resolve("a"));
        Files.createFile(data.resolve("a.npz"));
        Files.createFile(data.resolve("b.pt"));

        assertThat(PairFixture.files(project, data.resolve("a.npy"), data.resolve("b.npy"))
                        .check()
                        .findings())
                .extracting(Finding::message)
                .satisfiesExactly(
                        message -> assertThat(message).contains("data/a.npz is there: set referenceFile to it"),
                        message -> assertThat(message).contains("data/b.pt is there, a pickle", "'b.bin'"));
    }

    @Test
    void anExplicitFileMayDifferInCaseOnly() throws IOException {
        Files.createFile(data.resolve("Other.bin"));
        Files.createFile(data.resolve("pytorch-.bin"));

        assertThat(PairFixture.files(project, data.resolve("other.bin"), data.resolve("none.a.bin"))
                        .check()
                        .findings())
                .extracting(Finding::message)
                .satisfiesExactly(
                        message ->
                                assertThat(message).contains("correct referenceFile. data/Other.bin differs from it"),
                        message -> assertThat(message).endsWith("or correct testFile."));
    }

    private String missing(String reference, String test, Side side) {
        return missing(OutputKind.LOGITS, reference, test, side);
    }

    private String missing(OutputKind kind, String reference, String test, Side side) {
        Comparison comparison =
                PairFixture.byName(project, kind, reference, test).check();
        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        return comparison.findings().stream()
                .filter(finding -> finding.code() == Code.MISSING_FILE)
                .map(Finding::message)
                .filter(message -> message.startsWith("expected the " + side.label() + " output"))
                .findFirst()
                .orElseThrow();
    }
}
