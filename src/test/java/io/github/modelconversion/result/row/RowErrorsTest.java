package io.github.modelconversion.result.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowErrorsTest {

    private static final RowErrors ERRORS = RowErrors.of(0.5, Double.NaN, 0.25, 2, Double.NaN);

    @Test
    void rowsKeepTheirPlaces() {
        assertThat(ERRORS.count()).isEqualTo(5);
        assertThat(ERRORS.nmse(0)).isEqualTo(0.5);
        assertThat(ERRORS.nmse(1)).isNaN();
        assertThat(ERRORS.nmse(3)).isEqualTo(2);
        assertThat(RowErrors.NONE.count()).isZero();
    }

    @Test
    void rowsWithoutAnNmseAreIgnored() {
        assertThat(ERRORS.mean(0, 3)).isEqualTo(0.375);
        assertThat(ERRORS.mean(2, 4)).isEqualTo(1.125);
        assertThat(ERRORS.highest(0, 3)).isEqualTo(0.5);
        assertThat(ERRORS.highest(0, 5)).isEqualTo(2);
        assertThat(ERRORS.sorted()).containsExactly(0.25, 0.5, 2);
        assertThat(ERRORS.mean(1, 2)).isNaN();
        assertThat(ERRORS.highest(1, 2)).isZero();
    }

    @Test
    void theErrorOfANearlyConstantRowIsRelativeToTheMedianVariance() {
        double[] nmse = {0.5, 3, Double.NaN, 0.25, 2};
        double[] variances = {8, 2, 0, 4, 0.5};

        // The median is 2.
        assertThat(RowErrors.of(nmse, variances).leveled()).containsExactly(0.5, 3, Double.NaN, 0.25, 0.5);
        assertThat(ERRORS.leveled()).containsExactly(0.5, Double.NaN, 0.25, 2, Double.NaN);
        assertThat(RowErrors.NONE.leveled()).isEmpty();
    }

    /** Rows that are NaN on both sides have no variance. */
    @Test
    void excludedRowsDoNotLowerTheMedianVariance() {
        double[] nmse = {1, Double.NaN, Double.NaN, Double.NaN, 1, 1};
        double[] variances = {4, 0, 0, 0, 4, 2};

        RowErrors errors = RowErrors.of(nmse, variances).without(2, 1, 2, 3);

        assertThat(errors.leveled()).containsExactly(1, Double.NaN, Double.NaN, Double.NaN, 1, 0.5);
        assertThat(errors.leftOut()).isEqualTo(3);
        assertThat(errors.nan()).isEqualTo(2);
        assertThat(errors.firstLeftOut()).isEqualTo(1);
        assertThat(errors.isLeftOut(0)).isFalse();
        assertThat(errors.isLeftOut(3)).isTrue();
    }

    @Test
    void laterChangesOfTheSourceArrayHaveNoEffect() {
        double[] figures = {1, 2};
        RowErrors errors = RowErrors.of(figures);
        figures[0] = 7;

        assertThat(errors.nmse(0)).isEqualTo(1);
    }
}
