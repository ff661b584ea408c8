package io.github.modelconversion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.SafetensorsWriter;
import io.github.modelconversion.TestData;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planned for one model over several prompts. */
class PlanTest {
    @TempDir
    private Path folder;

    /** Writes the outputs of a prompt: 3 values of the reference, 2 of the test. */
    private void write(String prompt) throws IOException {
        Path data = Files.createDirectories(folder.resolve(prompt));
        TestData.writeFloats(data.resolve("pytorch-tiny.bin"), 1, 2, 3);
        TestData.writeFloats(data.resolve("llamacpp-tiny-Q8_0.bin"), 1, 2);
    }

    private Plan plan(GateRequest.Missing missing, String hint, String... prompts) {
        List<PairRequest> pairs = new ArrayList<>();
        for (String prompt : prompts) {
            Path data = folder.resolve(prompt);
            pairs.add(new PairRequest(
                    Optional.of(data),
                    OutputRequest.inDirectory(Side.REFERENCE, OutputKind.LOGITS, "tiny", data),
                    OutputRequest.inDirectory(Side.TEST, OutputKind.LOGITS, "tiny-Q8_0", data),
                    Optional.empty(),
                    Optional.empty(),
                    OutputKind.LOGITS,
                    Layout.ONE_ROW));
        }
        GateRequest request = PairFixture.request(folder, pairs);
        return Plan.of(new GateRequest(
                request.baseDirectory(),
                pairs,
                request.limits(),
                request.rules(),
                missing,
                hint,
                GateRequest.Judged.BOTH));
    }

    private Plan plan(String... prompts) {
        return plan(GateRequest.Missing.FAIL, "", prompts);
    }

    @Test
    void aPoolNamesItsFilesAndTheirSize() throws IOException {
        for (String prompt : List.of("p1", "p2", "p3")) {
            write(prompt);
        }

        PlannedPool ofTwo = plan("p1", "p2").pools().get(0).get(0);
        PlannedPool ofThree = plan("p1", "p2", "p3").pools().get(0).get(0);

        assertThat(ofTwo.names()).isEqualTo("p1/pytorch-tiny.bin or p1/llamacpp-tiny-Q8_0.bin and 1 more pair");
        assertThat(ofThree.names()).isEqualTo("p1/pytorch-tiny.bin or p1/llamacpp-tiny-Q8_0.bin and 2 more pairs");
        assertThat(ofThree.bytes()).isEqualTo(3 * (12 + 8));
        assertThat(ofThree.numbers()).containsExactly(0, 1, 2);
        assertThat(ofThree.gaps()).isEmpty();
    }

    @Test
    void aPoolNeedsOnePairThatCanBeOpened() throws IOException {
        write("p1");

        assertThat(plan("p1", "p2").pools())
                .singleElement()
                .satisfies(pool -> assertThat(pool).hasSize(1));
        assertThat(plan("p2", "p3").pools()).containsExactly(List.of());
    }

    @Test
    void aPromptWithoutOutputsIsAGapIfMissingIsSkip() throws IOException {
        write("p1");

        Plan plan = plan(GateRequest.Missing.SKIP, "", "p1", "p2");

        assertThat(plan.pools().get(0).get(0).gaps()).containsExactly("p2");
        assertThat(plan.pools().get(0).get(0).names()).isEqualTo("p1/pytorch-tiny.bin or p1/llamacpp-tiny-Q8_0.bin");
        assertThat(plan.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.reason())
                        .isEqualTo("p2/pytorch-tiny.bin, p2/llamacpp-tiny-Q8_0.bin do not exist"));
        Files.delete(folder.resolve("p1/pytorch-tiny.bin"));
        assertThat(plan(GateRequest.Missing.SKIP, "", "p1").skipped().get(0).reason())
                .isEqualTo("p1/pytorch-tiny.bin does not exist");
    }

    @Test
    void onePromptMakesNoPool() throws IOException {
        write("p1");

        assertThat(plan("p1").pools()).isEmpty();
    }

    @Test
    void theHintIsGivenOncePerPair() throws IOException {
        write("p2");
        Files.delete(folder.resolve("p2/llamacpp-tiny-Q8_0.bin"));

        List<PlannedPair> pairs = plan(GateRequest.Missing.FAIL, "Run the profile outputs.", "p1", "p2")
                .pairs();

        assertThat(pairs.get(0).problems()).hasSize(2);
        assertThat(pairs.get(0).problems().get(0).message()).endsWith(" Run the profile outputs.");
        assertThat(pairs.get(0).problems().get(1).message()).doesNotContain("Run the profile outputs.");
        assertThat(pairs.get(1).problems())
                .singleElement()
                .satisfies(missing -> assertThat(missing.message()).endsWith(" Run the profile outputs."));
    }

    /** Tensors that one side lacks are grouped by the name that the other has. */
    @Test
    void eachTensorIsPooledByItself() throws IOException {
        for (String prompt : List.of("p1", "p2")) {
            Path data = Files.createDirectories(folder.resolve(prompt));
            new SafetensorsWriter().with("a", 1, 2).with("b", 3, 4).write(data.resolve("pytorch-tiny.safetensors"));
            new SafetensorsWriter()
                    .with("a", 1, 2)
                    .with("c", 3, 4)
                    .with("d", 5, 6)
                    .write(data.resolve("llamacpp-tiny-Q8_0.safetensors"));
        }

        Plan plan = plan("p1", "p2");

        assertThat(plan.pairs())
                .extracting(pair -> pair.tensor().orElse("-"))
                .containsExactly("a", "b", "c", "d", "a", "b", "c", "d");
        assertThat(plan.pools())
                .singleElement()
                .satisfies(pools -> assertThat(pools)
                        .as("only a is on both sides")
                        .singleElement()
                        .satisfies(pool -> assertThat(pool.numbers()).containsExactly(0, 4)));
    }

    @Test
    void theSizeOfRunsIsThatOfTheirFiles() throws IOException {
        Path reference = Files.write(folder.resolve("r.kld"), new byte[10]);
        Path test = Files.write(folder.resolve("t.kld"), new byte[7]);
        GateRequest request = PairFixture.request(
                folder, List.of(PairFixture.files(folder, reference, test).pair()));

        assertThat(Plan.of(request).pairs()).extracting(PlannedPair::bytes).containsExactly(17L);
    }

    @Test
    void aFileOfSeveralTensorsIsSharedOutEvenly() throws IOException {
        Path file = new SafetensorsWriter().with("a", 1, 2).with("b", 3, 4).write(folder.resolve("a.safetensors"));
        GateRequest request = PairFixture.request(
                folder, List.of(PairFixture.files(folder, file, file).pair()));

        assertThat(Plan.of(request).pairs())
                .extracting(PlannedPair::bytes)
                .containsExactly(2 * (Files.size(file) / 2), 2 * (Files.size(file) / 2));
    }
}
