package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Finding.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the message about a missing file says of files that lie where it was looked for. */
class LookalikesTest {

    @TempDir
    Path project;

    private Path data;

    @BeforeEach
    void createDataDirectory() throws IOException {
        data = Files.createDirectory(project.resolve("data"));
    }

    @Test
    void theNameThatATrailingSlashMakesIsNamedWithTheRemedy() throws IOException {
        Path written = Path.of("testdata", "edge-cases", "trailing-slash-data", "pytorch-.bin");
        Files.copy(written, data.resolve("pytorch-.bin"));

        assertThat(missing("tiny", "tiny-F16", Side.REFERENCE))
                .isEqualTo(
                        "expected the reference output of tiny, found none of: data/pytorch-tiny.bin, .npy, .txt, .npz, .safetensors, .gguf, .kld. run-org-model.py writes it: run the original"
                                + " model first, or set dataDirectory to the folder that it wrote to. data/pytorch-.bin lies"
                                + " there: a slash at the end of MODEL_PATH makes run-org-model.py leave out the model's name. Run"
                                + " it again without the slash, or rename the file.");
        assertThat(missing("tiny", "tiny-F16", Side.TEST)).doesNotContain("pytorch-.bin");
    }

    @Test
    void aNameThatDiffersOnlyInCaseIsNamed() throws IOException {
        Files.createFile(data.resolve("llamacpp-tiny-q8_0.bin"));

        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST))
                .endsWith(
                        " data/llamacpp-tiny-q8_0.bin differs from it only in upper and lower case: rename the file, or"
                                + " correct the name.");
    }

    @Test
    void aNameThatLlamaDebugCutIsNamed() throws IOException {
        // Written by the real llama-debug for a model called model.bin.
        Files.copy(Path.of("testdata", "edge-cases", "data", "llamacpp-model.bin"), data.resolve("llamacpp-model.bin"));

        assertThat(missing("tiny", "model.bin", Side.TEST))
                .endsWith(
                        " data/llamacpp-model.bin lies there: llama-debug cuts a model's name at its last dot. Rename the"
                                + " file, or correct the name.");
    }

    @Test
    void otherFilesAreNotNamed() throws IOException {
        Files.createFile(data.resolve("llamacpp-tiny-Q8.bin"));
        Files.createFile(data.resolve("llamacpp-tin.bin"));
        Files.createDirectory(data.resolve("LLAMACPP-tiny-Q8_0.bin"));

        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST)).endsWith("to the folder that it wrote to.");
    }

    @Test
    void aDirectoryThatIsMissingHasNoFiles() throws IOException {
        Files.delete(data);

        assertThat(missing("tiny", "tiny-Q8_0", Side.TEST)).endsWith("to the folder that it wrote to.");
    }

    @Test
    void aFileThatWasNamedOutrightMayDifferInCaseOnly() throws IOException {
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
        Comparison comparison = PairFixture.byName(project, reference, test).check();
        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        return comparison.findings().stream()
                .filter(finding -> finding.code() == Code.MISSING_FILE)
                .map(Finding::message)
                .filter(message -> message.startsWith("expected the " + side.label() + " output"))
                .findFirst()
                .orElseThrow();
    }
}
