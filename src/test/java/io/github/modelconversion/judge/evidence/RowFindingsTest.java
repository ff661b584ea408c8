package io.github.modelconversion.judge.evidence;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.judge.file.TokenCount;
import io.github.modelconversion.judge.row.Normalized;
import io.github.modelconversion.judge.value.TopTokenChanged;
import io.github.modelconversion.judge.value.VarianceDominated;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.DominantEntries;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.row.ArgmaxFlip;
import io.github.modelconversion.result.row.ArgmaxFlips;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigures;
import io.github.modelconversion.result.row.RowNormRanges;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFindingsTest {

    private static final ArgmaxFlips NONE = new ArgmaxFlips(0, Optional.empty(), 0);
    private static final ArgmaxFlip FLIP =
            new ArgmaxFlip(5, new ArgmaxFlip.Token(17, 9.5, 6.25), new ArgmaxFlip.Token(3, 8.5, 8.75), 0.125);
    private static final RowNormRanges.Range ONE = new RowNormRanges.Range(0.9999, 1.0001);
    private static final RowNormRanges.Range LONG = new RowNormRanges.Range(7, 9);
    private static final RowNormRanges.Range RATIO = new RowNormRanges.Range(0.125, 0.14);

    @ParameterizedTest
    @CsvSource({"1, 1, PREDICTIONS_CHANGED, FAIL", "11, 20, PREDICTIONS_CHANGED, FAIL", "10, 20, ARGMAX_FLIP, WARNING"})
    void unexplainedChangesFailInMoreThanHalfOfThePositions(int count, int positions, Code code, Severity severity) {
        EvidenceFixture evidence = withFlips(NONE, new ArgmaxFlips(count, Optional.of(FLIP), 0.5), positions);

        Finding finding = examine(TopTokenChanged.beyondNoise(), evidence);

        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.message())
                .contains("index 17 (reference 9.5, test 6.25)", "index 3 (reference 8.5, test 8.75)")
                .contains("by 1.00000, 8.00 times", "(0.125000)");
        assertThat(finding.message().contains(count + " of " + positions + " positions"))
                .isEqualTo(positions > 1);
        assertThat(finding.evidence())
                .containsEntry("count", (long) count)
                .containsEntry("positions", positions)
                .containsEntry("position", 5L)
                .containsEntry("referenceChoice", 17L)
                .containsEntry("testChoice", 3L)
                .containsEntry("margin", 1.0)
                .containsEntry("noise", 0.125);
        assertThat(TopTokenChanged.withinNoise().examine(evidence.evidence())).isEmpty();
    }

    @Test
    void withoutNoiseInOtherEntriesThereIsNoRatio() {
        ArgmaxFlip exact =
                new ArgmaxFlip(0, new ArgmaxFlip.Token(17, 9.5, 6.25), new ArgmaxFlip.Token(3, 8.5, 8.75), 0);

        Finding finding =
                examine(TopTokenChanged.beyondNoise(), withFlips(NONE, new ArgmaxFlips(1, Optional.of(exact), 0.5), 1));

        assertThat(finding.message()).contains("agree exactly").doesNotContain("Infinity");
        assertThat(finding.evidence()).containsEntry("noise", 0.0);
    }

    /** The fixture's comparison has an NMSE of 1e-5; 1e-4 is usual. */
    @ParameterizedTest
    @CsvSource({
        "1e-5, 1e-4, true, ARGMAX_NEAR_TIE",
        "1e-5, 1e-3, true, ARGMAX_NEAR_TIE",
        "1e-5, 1.1e-3, true, TOP1_DIFFERS",
        "1.1e-3, 1e-4, true, TOP1_DIFFERS",
        "1e-5, 1e-4, false, TOP1_DIFFERS"
    })
    void onlyUsualErrorsAreCalledANearTie(double ofAll, double ofRow, boolean passes, Code code) {
        EvidenceFixture fixture = withFlips(new ArgmaxFlips(7, Optional.of(FLIP), ofRow), NONE, 20);
        Evidence evidence = fixture.withRows(
                        Metrics.of(Map.of(Metric.NMSE, ofAll)),
                        fixture.evidence().rows())
                .evidence();

        Finding finding = TopTokenChanged.withinNoise()
                .examine(passes ? evidence : evidence.failing())
                .orElseThrow();

        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.message()).startsWith("7 of 20 positions ").contains("position 5");
        assertThat(finding.message().contains("near tie")).isEqualTo(code == Code.ARGMAX_NEAR_TIE);
        assertThat(TopTokenChanged.beyondNoise().examine(evidence)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20, 20, false", "20, 21, true", "1, 6, false"})
    void aRowCountUnlikeTheTokenCountIsAWarning(long positions, int tokens, boolean found, @TempDir Path directory) {
        Prompt prompt = EvidenceFixture.prompt(
                "a.bin", Optional.of(TokensFixture.of(directory, new int[tokens])), Optional.empty());
        Evidence evidence = well().withReference("a.bin", positions, 5L)
                .withPrompts(prompt, EvidenceFixture.prompt("b.bin", Optional.empty(), Optional.empty()))
                .evidence();

        Optional<Finding> finding = new TokenCount().examine(evidence);

        assertThat(finding.isPresent()).isEqualTo(found);
        finding.ifPresent(it -> {
            assertThat(it.severity()).isEqualTo(Severity.WARNING);
            assertThat(it.message())
                    .isEqualTo("a.bin: expected a row for each of the 21 tokens in a-tokens.bin, found 20"
                            + " rows. Check positions and width, and that both files are of one run");
            assertThat(it.evidence()).containsEntry("tokens", 21).containsEntry("positions", 20L);
        });
    }

    @Test
    void unitLengthOnOneSideIsReportedWithTheRatio() {
        Finding finding = examine(new Normalized(), embeddings(new RowNormRanges(LONG, ONE, RATIO), 0.995));

        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.message())
                .isEqualTo(
                        "only the rows of the test have unit length: rows of the test are 0.125000 to 0.140000 times as"
                                + " long as the reference's and point the same way, so the cosine similarity judges them and the"
                                + " NMSE says nothing. To compare values, normalize both sides or neither");
        assertThat(finding.evidence()).containsEntry("lowestRatio", 0.125).containsEntry("highestRatio", 0.14);
        assertThat(examine(new Normalized(), embeddings(new RowNormRanges(ONE, LONG, LONG), 0.995))
                        .message())
                .startsWith("only the rows of the reference have unit length");
    }

    @Test
    void similarLengthsOrDifferentDirectionsAreNoFinding() {
        assertThat(new Normalized()
                        .examine(embeddings(new RowNormRanges(ONE, ONE, ONE), 0.995)
                                .evidence()))
                .isEmpty();
        assertThat(new Normalized()
                        .examine(embeddings(new RowNormRanges(LONG, LONG, ONE), 0.995)
                                .evidence()))
                .isEmpty();
        assertThat(new Normalized()
                        .examine(embeddings(new RowNormRanges(LONG, ONE, RATIO), 0.98)
                                .evidence()))
                .isEmpty();
    }

    @Test
    void dominatingEntriesOfEmbeddingsAreOnlyAWarning() {
        DominantEntries dominant = new DominantEntries(1, 7, 90, 90, Metrics.of(Map.of(Metric.NMSE, 1e-3)));

        Finding finding =
                examine(new VarianceDominated(), well().withDominant(dominant).ofKind(OutputKind.EMBEDDINGS));

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message())
                .endsWith(
                        "Without them the NMSE is 1.000000e-03. Hidden states can be like this: judge them by their cosine"
                                + " similarity, row by row");
    }

    private static EvidenceFixture withFlips(ArgmaxFlips nearTies, ArgmaxFlips flips, int positions) {
        RowNormRanges none = new RowNormRanges(ONE, ONE, ONE);
        return well().withRows(
                        Metrics.none(),
                        new RowFigures(List.of(), nearTies, flips, none, RowErrors.of(new double[positions]), 0));
    }

    private static EvidenceFixture embeddings(RowNormRanges norms, double lowestCosine) {
        return well().withRows(
                        Metrics.of(Map.of(Metric.LOWEST_COSINE_SIMILARITY, lowestCosine)),
                        new RowFigures(List.of(), NONE, NONE, norms, RowErrors.NONE, 0))
                .ofKind(OutputKind.EMBEDDINGS);
    }

    private static Finding examine(Diagnosis diagnosis, EvidenceFixture evidence) {
        return diagnosis.examine(evidence.evidence()).orElseThrow();
    }
}
