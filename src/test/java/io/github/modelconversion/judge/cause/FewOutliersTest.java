package io.github.modelconversion.judge.cause;

import static io.github.modelconversion.judge.evidence.PairOfValues.WIDTH;
import static io.github.modelconversion.judge.evidence.PairOfValues.rows;
import static io.github.modelconversion.judge.evidence.PairOfValues.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.PairOfValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FewOutliersTest {

    private final FewOutliers fewOutliers = new FewOutliers();

    /** Returns correct rows except for one entry each, in the given columns. */
    private static PairOfValues outliersIn(int... columns) {
        double[] test = rows(columns.length);
        for (int row = 0; row < columns.length; row++) {
            test[row * WIDTH + columns[row]] += 10;
        }
        return PairOfValues.of(rows(columns.length), test);
    }

    @Test
    void upToThreeAreNamed() {
        assertThat(outliersIn(9, 30, 60).relation(fewOutliers))
                .startsWith("3 of 381 entries account for the difference: position 0, index 9 (")
                .contains("), position 1, index 30 (", "), position 2, index 60 (")
                .endsWith(")");
        assertThat(outliersIn(9, 30, 60, 90).relation(fewOutliers))
                .contains("), position 2, index 60 (")
                .endsWith("), ...");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 12, ' and sit together, indices 10 to 12: '",
        "10, 13, ': '",
        "12, 10, ' and sit together, indices 10 to 12: '",
        "10, 10, ': '",
        "125, 126, ' and sit together, indices 125 to 126, the end of the row: '"
    })
    void columnsAreOneGroupIfTheyFillMoreThanHalfOfTheirRange(int one, int other, String where) {
        assertThat(outliersIn(one, other).relation(fewOutliers))
                .startsWith("2 of 254 entries account for the difference" + where + "position 0, index " + one);
    }

    @Test
    void theShareHoldsForEachRowEvenIfOthersHaveNone() {
        double[] test = rows(2);
        test[20] += 10;
        test[90] += 10;

        assertThat(PairOfValues.of(rows(2), test).claim(fewOutliers)).isEmpty();
    }

    @Test
    void twoOfTwoThousandMayBeOutliers() {
        double[] reference = values(2000, i -> i % 61);
        double[] test = reference.clone();
        test[20] += 100;
        test[1990] -= 100;

        assertThat(new PairOfValues(2000, reference, test).relation(fewOutliers))
                .startsWith("2 of 2000 entries account for the difference: index 20 (reference 20.0, test 120.0), ");
    }

    @ParameterizedTest
    @CsvSource({"10, true", "9.9, false"})
    void anOutlierIsTenTimesTheRootMeanSquareErrorOfTheOthers(double error, boolean found) {
        double[] reference = values(64, i -> i % 7);
        double[] test = values(64, i -> reference[i] + (i % 4 == 1 ? error : 1));

        assertThat(new PairOfValues(4, reference, test).claim(fewOutliers).isPresent())
                .isEqualTo(found);
    }

    @Test
    void theRemainingErrorIsThatOfTheOtherEntries() {
        // Without the outlier, 127 of 128 entries have an error of 1/4 in a reference of ±1: (1/16) ÷ about 1.
        double[] reference = values(128, i -> i % 2 * 2 - 1);
        double[] test = values(128, i -> reference[i] + (i == 5 ? 1000 : 0.25));

        assertThat(new PairOfValues(128, reference, test)
                        .claim(fewOutliers)
                        .orElseThrow()
                        .remains())
                .isBetween(0.0625, 0.0626);
    }
}
