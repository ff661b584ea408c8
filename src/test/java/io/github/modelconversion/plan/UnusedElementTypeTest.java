package io.github.modelconversion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.SafetensorsWriter;
import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedElementTypeTest {

    private static final double[] REFERENCE = {1, -2, 3, 0.5};
    private static final double[] TEST = {1.001, -2, 3, 0.5};

    @TempDir
    private Path folder;

    /** A pair of float32 tensors, which declare their type. */
    private PairFixture typed() {
        return PairFixture.files(
                folder,
                new SafetensorsWriter().with("x", REFERENCE).write(folder.resolve("r.safetensors")),
                new SafetensorsWriter().with("x", TEST).write(folder.resolve("t.safetensors")));
    }

    @Test
    void aTypeThatNoFileNeedsOrHasIsAnError() {
        Comparison comparison =
                typed().ofTypes(ElementType.BFLOAT16, ElementType.BFLOAT16).check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(comparison.unusable()).isTrue();
        assertThat(comparison.findings()).extracting(Finding::code).containsExactly(Code.UNUSABLE_INPUT);
        assertThat(comparison.findings().get(0).message())
                .contains("r.safetensors", "t.safetensors", "elementType is bf16", "float32", "Leave elementType out");
    }

    @Test
    void theTypeOfTheFilesAndTheDefaultAreHarmless() throws IOException {
        PairFixture ofDoubles = PairFixture.files(
                folder,
                Files.write(folder.resolve("r.npy"), TensorPlanTest.npy(REFERENCE)),
                Files.write(folder.resolve("t.npy"), TensorPlanTest.npy(TEST)));

        assertThat(ofDoubles
                        .ofTypes(ElementType.FLOAT64, ElementType.FLOAT64)
                        .check()
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(ofDoubles.ofTypes(ElementType.FLOAT64, ElementType.FLOAT16).codes())
                .containsExactly(Code.UNUSABLE_INPUT);
        assertThat(typed().check().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aTypeThatOneSideNeedsIsAccepted() {
        Path reference = TestData.writeFloats(folder.resolve("r.bin"), 1, -2, 3, 0.5);
        Path test =
                new SafetensorsWriter().with("x", 1, -2, 3, 0.5, 1, -2, 3, 0.5).write(folder.resolve("t.safetensors"));
        PairFixture pair = PairFixture.files(folder, reference, test).ofTypes(ElementType.FLOAT16, ElementType.FLOAT16);

        assertThat(pair.codes()).doesNotContain(Code.UNUSABLE_INPUT);
    }

    @Test
    void aTypeMayBeMeantForAnotherComparison() {
        GateRequest unused =
                typed().ofTypes(ElementType.BFLOAT16, ElementType.BFLOAT16).request();
        GateRequest used = PairFixture.files(
                        folder,
                        TestData.writeFloats(folder.resolve("r.bin"), REFERENCE),
                        TestData.writeFloats(folder.resolve("t.bin"), TEST))
                .request();
        GateRequest both = new GateRequest(
                folder,
                List.of(unused.pairs().get(0), used.pairs().get(0)),
                unused.limits(),
                unused.rules(),
                unused.missing(),
                "");

        assertThat(new Gate().check(both).verdict()).isEqualTo(Verdict.PASS);
    }
}
