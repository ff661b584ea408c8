package io.github.modelconversion.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.SafetensorsWriter;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.OutputKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstDivergenceTest {

    @TempDir
    private Path folder;

    /** Compares tensors of variance 1 that have the given NMSE; NaN stands for a non-finite value. */
    private List<Comparison> compare(double... errors) {
        SafetensorsWriter reference = new SafetensorsWriter();
        SafetensorsWriter test = new SafetensorsWriter();
        for (int i = 0; i < errors.length; i++) {
            double d = Math.sqrt(2 * errors[i]);
            reference.with("h." + i, 1, -1);
            test.with("h." + i, 1 + d, -1);
        }
        return PairFixture.files(
                        folder,
                        reference.write(folder.resolve("r.safetensors")),
                        test.write(folder.resolve("t.safetensors")))
                .ofKind(OutputKind.ACTIVATIONS)
                .report()
                .comparisons();
    }

    private static List<String> found(List<Comparison> comparisons) {
        return comparisons.stream()
                .flatMap(comparison -> comparison.findings().stream()
                        .filter(finding -> finding.code() == Code.FIRST_DIVERGENCE)
                        .map(finding -> comparison.tensor().orElseThrow() + " " + finding.severity()))
                .toList();
    }

    private static Finding finding(List<Comparison> comparisons) {
        return comparisons.stream()
                .flatMap(comparison -> comparison.findings().stream())
                .filter(finding -> finding.code() == Code.FIRST_DIVERGENCE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isTheFirstThatFailsIfTheErrorGrowsSlowly() {
        List<Comparison> comparisons = compare(4e-3, 8e-3, 1.6e-2, 3.2e-2);

        assertThat(found(comparisons)).containsExactly("h.2 WARNING");
        assertThat(finding(comparisons).message())
                .isEqualTo("h.2, number 3 in order, is the first of 4 tensors that fails. Look at what computes it");
    }

    @Test
    void isTheFirstJumpEvenIfALaterTensorFails() {
        List<Comparison> comparisons = compare(1e-6, 2e-6, 1e-4, 5e-4, 5e-2);

        assertThat(found(comparisons)).containsExactly("h.2 WARNING", "h.4 WARNING");
        assertThat(finding(comparisons).message())
                .startsWith(
                        "h.2, number 3 in order, is the first whose NMSE (1.00e-04) is more than ten times that of the"
                                + " one before (h.1, 2.0");
        assertThat(finding(comparisons).evidence()).containsOnlyKeys("number", "tensors", "nmse", "nmseBefore");
    }

    @Test
    void isOneFindingIfTheFirstFailureIsTheJump() {
        assertThat(found(compare(1e-6, 2e-6, 5e-2, 6e-2))).containsExactly("h.2 WARNING");
    }

    @Test
    void isOnlyInformationIfAllPass() {
        assertThat(found(compare(1e-6, 2e-6, 1e-4))).containsExactly("h.2 INFO");
    }

    @Test
    void jumpsBetweenEssentiallyIdenticalTensorsDoNotCount() {
        assertThat(found(compare(0, 1e-9, 5e-7, 2e-6))).isEmpty();
    }

    @Test
    void aJumpFromEqualValuesCountsIfItMatters() {
        assertThat(found(compare(0, 1e-4))).containsExactly("h.1 INFO");
    }

    @Test
    void tenTimesTheErrorIsNotAJump() {
        assertThat(found(compare(1e-6, 9.9e-6))).isEmpty();
        assertThat(found(compare(1e-6, 1.01e-5))).containsExactly("h.1 INFO");
    }

    @Test
    void nonFiniteValuesAreADivergenceButNotAJump() {
        assertThat(found(compare(1e-6, Double.NaN, 2e-6))).containsExactly("h.1 WARNING");
    }

    @Test
    void aSingleTensorHasNoOrder() {
        List<Comparison> comparisons = compare(5e-2);

        assertThat(comparisons).extracting(Comparison::verdict).containsExactly(Verdict.FAIL);
        assertThat(found(comparisons)).isEmpty();
        assertThat(comparisons.get(0).findings()).extracting(Finding::severity).doesNotContain(Severity.FAIL);
    }

    @Test
    void theVeryFirstTensorMayFail() {
        List<Comparison> comparisons = compare(5e-2, 6e-2);

        assertThat(found(comparisons)).containsExactly("h.0 WARNING");
        assertThat(finding(comparisons).message()).startsWith("h.0, number 1 in order, is the first of 2 tensors that");
        assertThat(finding(comparisons).evidence()).containsEntry("number", 1).containsEntry("tensors", 2);
    }

    @Test
    void aJumpAfterTheFirstFailureIsAlsoAWarning() {
        assertThat(found(compare(5e-2, 6e-1))).containsExactly("h.0 WARNING", "h.1 WARNING");
    }

    @Test
    void aJumpIsMeasuredFromTheLastTensorWithAnError() {
        List<Comparison> comparisons = compare(1e-6, Double.NaN, Double.NaN, 1e-4);

        assertThat(found(comparisons)).containsExactly("h.1 WARNING", "h.3 WARNING");
        assertThat(comparisons.get(3).findings())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("that of the one before (h.0, "));
    }
}
