package io.github.modelconversion.judge.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.cause.Cause;
import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.EvidenceFixture;
import io.github.modelconversion.judge.evidence.PairOfValues;
import io.github.modelconversion.judge.evidence.RowFacts;
import io.github.modelconversion.judge.evidence.RowOrder;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigures;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Causes that depend only on the NMSE of each row. */
class PositionGrowthTest {

    private static final RowSample NOT_LOOKED_AT = new PairOfValues(1, new double[] {1}, new double[] {2}).sample();
    private static final double NAN = Double.NaN;
    private static final RowFigures NO_ROWS = RowFigures.NONE;

    private static Optional<Claim> claim(Cause cause, double... errors) {
        Evidence evidence = EvidenceFixture.well()
                .withRows(
                        Metrics.none(),
                        new RowFigures(
                                List.of(),
                                NO_ROWS.nearTies(),
                                NO_ROWS.flips(),
                                NO_ROWS.norms(),
                                RowErrors.of(errors),
                                0))
                .evidence();
        return cause.examine(evidence, NOT_LOOKED_AT);
    }

    private static Optional<Claim> growth(double... errors) {
        return claim(new PositionGrowth(), errors);
    }

    private static String relation(double... errors) {
        return growth(errors).orElseThrow().statement().get().relation();
    }

    private static Optional<Claim> firstOnly(double... errors) {
        return claim(new FirstPositionOnly(), errors);
    }

    @Test
    void threePositionsAreNeeded() {
        assertThat(relation(0, 1, 1))
                .isEqualTo("positions before 1 are right, from there on the mean NMSE of a row is 1.000e+00");
        assertThat(growth(0, 1)).isEmpty();
        assertThat(firstOnly(1, 0, 0)).isPresent();
        assertThat(firstOnly(1, 0)).isEmpty();
    }

    /** The error of a row of probabilities depends on how unsure it is, not on its position. */
    @Test
    void probabilitiesDoNotGrowWithTheirPosition() {
        Evidence evidence = EvidenceFixture.well()
                .withRows(
                        Metrics.none(),
                        new RowFigures(
                                List.of(),
                                NO_ROWS.nearTies(),
                                NO_ROWS.flips(),
                                NO_ROWS.norms(),
                                RowErrors.of(0, 1, 1),
                                0))
                .with(new RowFacts(true, RowOrder.UNKNOWN, OptionalLong.empty()))
                .evidence();

        assertThat(new PositionGrowth().examine(evidence, NOT_LOOKED_AT)).isEmpty();
        assertThat(growth(0, 1, 1)).isPresent();
    }

    @Test
    void theLastPossibleStartIsNamed() {
        // The mean of 5.015/8 = 0.627 is above 100 · 0.005.
        Claim claim = growth(0.0005, 0.0005, 0.0005, 1, 1, 1, 1, 1).orElseThrow();

        assertThat(claim.statement().get().relation()).startsWith("positions before 3 are right, ");
        assertThat(claim.remains()).isEqualTo((0.0005 + 0.0005 + 0.0005) / 3);
    }

    @Test
    void theMeanOfTheEarlierRowsCountsNotTheirSum() {
        // 100 · 0.0009 is below the mean of all, 0.126, but 100 · 3 · 0.0009 is not.
        assertThat(relation(0.0009, 0.0009, 0.0009, 0.201, 0.201, 0.201, 0.201, 0.201))
                .startsWith("positions before 3 are right, ");
    }

    @Test
    void theMeanErrorMustBeAHundredTimesThatOfTheEarlierRows() {
        double e = 0x1p-12;

        assertThat(growth(e, 149.5 * e, 149.5 * e)).isPresent();
        assertThat(growth(e, 149.4 * e, 149.4 * e)).isEmpty();
    }

    @Test
    void nineOfTenLaterRowsMustBeWorseThanAllEarlierOnes() {
        assertThat(relation(0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0)).startsWith("positions before 1 are right, ");
        assertThat(growth(0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0)).isEmpty();
    }

    @Test
    void aRowAsGoodAsTheWorstEarlierOneIsNotWorse() {
        double e = 1e-4;

        assertThat(growth(e, 1, 1, 1, 1, 1, e, 1, 1, 1, e)).isEmpty();
        assertThat(growth(e, 1, 1, 1, 1, 1, Math.nextUp(e), 1, 1, 1, e)).isPresent();
    }

    @Test
    void rowsWithoutVarianceSayNothing() {
        assertThat(relation(NAN, 0, 1, 1, 1)).startsWith("positions before 2 are right, ");
    }

    @Test
    void correctRowsDoNotGrow() {
        assertThat(growth(0, 0, 0, 0)).isEmpty();
        // Twice the usual error.
        assertThat(growth(0, 2e-4, 2e-4)).isEmpty();
        assertThat(growth(0, 2.01e-4, 2.01e-4)).isPresent();
    }

    @Test
    void aFewBadRowsAreNotGrowth() {
        double e = 1e-5;
        assertThat(growth(e, e, e, e, e, e, e, e, e, 2)).isEmpty();
        // The first row is better than all after it.
        assertThat(growth(0, e, e, e, e, e, e, e, e, 2)).isEmpty();
        assertThat(growth(0, e, e, 2, e, e, e, e, e, e)).isEmpty();
        assertThat(relation(e, e, e, e, e, e, e, e, 2, 2)).startsWith("positions before 8 are right, ");
    }

    @Test
    void theFirstPositionMustBeAHundredTimesTheMeanAndTenTimesAnyOther() {
        assertThat(firstOnly(100, 1, 1)).isPresent();
        assertThat(firstOnly(99, 1, 1)).isEmpty();
        assertThat(firstOnly(100, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0)).isPresent();
        assertThat(firstOnly(100, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).isEmpty();
    }
}
