package io.github.modelconversion.result;

import static io.github.modelconversion.TestData.writeFloats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs with a single score, as a reranker writes. */
class FewValuesTest {

    private static final Limit LARGEST_ERROR =
            new Limit(Metric.MAX_ABSOLUTE_ERROR, Limit.Bound.MAX, 0.05, Limit.Origin.CONFIGURATION);
    private static final Limit NMSE = new Limit(Metric.NMSE, Limit.Bound.MAX, 0.01, Limit.Origin.CONFIGURATION);

    @TempDir
    Path project;

    private Comparison check(List<Limit> limits, double[] reference, double... test) {
        return PairFixture.files(
                        project,
                        writeFloats(project.resolve("a.bin"), reference),
                        writeFloats(project.resolve("b.bin"), test))
                .limitedBy(LimitPolicy.of(limits))
                .check();
    }

    @Test
    void aScoreIsNotMeasuredAndTheMessageSaysWhatCanJudgeIt() {
        Comparison comparison = check(List.of(), new double[] {2.5}, 2.25);

        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(comparison.findings()).extracting(Finding::code).containsExactly(Code.TOO_FEW_VALUES);
        Finding finding = comparison.findings().get(0);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message()).contains("1 in a.bin", "maxAbsoluteError").doesNotContain("again");
        assertThat(finding.evidence()).containsExactly(Map.entry("values", 1L), Map.entry("maxAbsoluteError", 0.25));
    }

    @Test
    void aLimitOnTheLargestErrorJudgesAScore() {
        Comparison passing = check(List.of(LARGEST_ERROR), new double[] {2.5}, 2.53125);
        assertThat(passing.verdict()).isEqualTo(Verdict.PASS);
        assertThat(passing.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message()).doesNotContain("set it");
        });
        Comparison failing = check(List.of(LARGEST_ERROR), new double[] {2.5}, 2.5625);
        assertThat(failing.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(failing.limits()).extracting(LimitResult::limit).containsExactly(LARGEST_ERROR);
        // Three scores with an NMSE that passes.
        assertThat(check(List.of(LARGEST_ERROR), new double[] {-9, 0, 9}, -9, 0.0625, 9)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aConfiguredNmseLimitIsStillNotMeasured() {
        assertThat(check(List.of(NMSE, LARGEST_ERROR), new double[] {2.5}, 2.5).verdict())
                .isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void recommendedLimitsDoNotInterfere() {
        LimitPolicy recommended =
                new LimitPolicy(List.of(LARGEST_ERROR), Map.of(), LimitPolicy.Standard.RECOMMENDED, Optional.empty());
        Comparison comparison = PairFixture.files(
                        project,
                        writeFloats(project.resolve("a.bin"), 2.5),
                        writeFloats(project.resolve("b-Q8_0.bin"), 2.53125))
                .limitedBy(recommended)
                .check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void fourValuesAreEnough() {
        Comparison comparison = check(List.of(LARGEST_ERROR), new double[] {7, 7, 7, 7}, 7, 7, 7, 7);

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.findings()).extracting(Finding::code).contains(Code.CONSTANT_REFERENCE);
        assertThat(comparison.limits()).hasSize(2);
    }
}
