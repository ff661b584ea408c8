package io.github.modelconversion.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Finding.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedModelTest {

    private static final CheckedModel RIGHT = model("right.gguf");
    private static final CheckedModel UNCHECKED = model("unchecked.gguf", failure(Code.NOT_CHECKED));
    private static final CheckedModel WRONG =
            model("wrong.gguf", failure(Code.NOT_CHECKED), failure(Code.MERGES_DIFFER));
    private static final CheckedModel DAMAGED = model("damaged.gguf", failure(Code.UNUSABLE_INPUT));

    @TempDir
    Path folder;

    private static Finding failure(Code code) {
        return new Finding(code, Severity.FAIL, "a failure", Map.of());
    }

    private static CheckedModel model(String file, Finding... findings) {
        return new CheckedModel(Optional.of("module"), "original", file, List.of(findings), List.of());
    }

    private static GateReport report(List<Comparison> comparisons, CheckedModel... models) {
        return new GateReport(comparisons, List.of(models), List.of(), List.of());
    }

    private Comparison compare(double... test) {
        Path reference = TestData.writeFloats(folder.resolve("r.bin"), 1, -2, 3, 0.5);
        return PairFixture.files(folder, reference, TestData.writeFloats(folder.resolve("t.bin"), test))
                .check();
    }

    @Test
    void aWarningLeavesAModelGreenAndAPartThatWasNotComparedDoesNot() {
        Finding warning = new Finding(Code.MERGES_DIFFER, Severity.WARNING, "a warning", Map.of());

        assertThat(model("a.gguf", warning).verdict()).isEqualTo(Verdict.PASS);
        assertThat(UNCHECKED.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(WRONG.verdict()).isEqualTo(Verdict.FAIL);
    }

    /** A damaged file breaks the build even where violations only warn. */
    @Test
    void onlyADamagedFileMakesAModelAndItsReportUnusable() {
        List<Comparison> good = List.of(compare(1, -2, 3, 0.501));

        assertThat(DAMAGED.unusable()).isTrue();
        assertThat(WRONG.unusable()).isFalse();
        assertThat(report(good, RIGHT, DAMAGED).unusable()).isTrue();
        assertThat(report(good, WRONG).unusable()).isFalse();
        assertThat(report(List.of(), RIGHT).unusable()).isFalse();
    }

    @Test
    void aCombinedReportHasTheModelsOfItsPartsUnderTheirNewPlaces() {
        GateReport all = GateReport.ofAll(List.of(report(List.of(), WRONG), report(List.of(), RIGHT)), List.of())
                .renamed(place -> place.map("project/"::concat), file -> "elsewhere/" + file);

        assertThat(all.models()).extracting(CheckedModel::converted).containsExactly("wrong.gguf", "right.gguf");
        assertThat(all.models()).extracting(CheckedModel::place).containsOnly(Optional.of("project/module"));
        assertThat(all.models().get(0).findings()).isEqualTo(WRONG.findings());
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.notJudged()).isZero();
    }

    @Test
    void theWorstModelIsNamedUnlessAComparisonIsAsBad() {
        Comparison good = compare(1, -2, 3, 0.501);
        Comparison bad = compare(1, -2, 3, 9);

        assertThat(good.verdict()).isEqualTo(Verdict.PASS);
        assertThat(bad.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report(List.of(), RIGHT, WRONG, UNCHECKED).worstModel()).contains(WRONG);
        assertThat(report(List.of(), RIGHT).worstModel()).contains(RIGHT);
        assertThat(report(List.of(good), RIGHT, WRONG).worstModel()).contains(WRONG);
        assertThat(report(List.of(good), RIGHT).worstModel()).isEmpty();
        assertThat(report(List.of(good, bad), WRONG).worstModel()).isEmpty();
        assertThat(report(List.of()).worstModel()).isEmpty();
    }

    /** Both sides have a content only if both files could be opened. */
    @Test
    void aComparisonWithOneFileHasNotBothSides() {
        Path reference = TestData.writeFloats(folder.resolve("r.bin"), 1, -2, 3, 0.5);
        Path none = folder.resolve("none.bin");

        assertThat(compare(1, -2, 3, 0.5).hasBothSides()).isTrue();
        assertThat(PairFixture.files(folder, reference, none).check().hasBothSides())
                .isFalse();
        assertThat(PairFixture.files(folder, none, reference).check().hasBothSides())
                .isFalse();
    }
}
