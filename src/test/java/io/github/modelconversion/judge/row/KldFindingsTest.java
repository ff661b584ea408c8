package io.github.modelconversion.judge.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.StatisticsFixture;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.KldStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KldFindingsTest {

    private static List<Finding> findings(long ofReference, long ofTest, boolean hasLimits) {
        KldStatistics whole = StatisticsFixture.whole();
        return KldFindings.of(
                new KldStatistics(
                        whole.rows(),
                        whole.divergences(),
                        whole.nextToken(),
                        whole.sameTop(),
                        whole.perplexities(),
                        new KldStatistics.Clipped(ofReference, ofTest)),
                hasLimits);
    }

    /** A perplexity that is too low on one side only looks like an improvement. */
    @ParameterizedTest
    @CsvSource({"3, 0", "0, 5", "3, 5"})
    void clippedTokensOfEitherSideAreCounted(long ofReference, long ofTest) {
        Finding clipped = findings(ofReference, ofTest, true).get(0);

        assertThat(clipped.code()).isEqualTo(Code.CLIPPED_TARGETS);
        assertThat(clipped.severity()).isEqualTo(Severity.INFO);
        assertThat(clipped.message())
                .contains(
                        ofReference + " rows of the reference and " + ofTest + " of the test, of 128",
                        "perplexities are too low");
        assertThat(clipped.evidence())
                .containsEntry("reference", ofReference)
                .containsEntry("test", ofTest)
                .containsEntry("rows", 128);
    }

    @Test
    void runsWithoutClippedTokensHaveNoFindingIfALimitJudgesThem() {
        assertThat(findings(0, 0, true)).isEmpty();
        assertThat(findings(0, 0, false)).extracting(Finding::code).containsExactly(Code.NO_LIMIT);
    }
}
