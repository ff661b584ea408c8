package io.github.modelconversion.weight.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.weight.WeightMatrix;
import io.github.modelconversion.weight.view.HeldMatrix;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All values are small integers, so the expected NMSE is an exact quotient. */
class AgreementTest {

    private static WeightMatrix twos(int rows, int columns) {
        return withTwosAnd(0, rows, columns);
    }

    /** Returns a matrix of twos, with another value in some rows. */
    private static WeightMatrix withTwosAnd(float other, int rows, int columns, int... changed) {
        float[] values = new float[rows * columns];
        Arrays.fill(values, 2);
        for (int row : changed) {
            Arrays.fill(values, row * columns, (row + 1) * columns, other);
        }
        return new HeldMatrix(columns, values);
    }

    @Test
    void comparesAllRowsAndThoseInWhichThePredictionIsAnother() throws IOException {
        WeightMatrix converted = new HeldMatrix(2, 1, 2, 3, 4, 5, 6);
        WeightMatrix predicted = new HeldMatrix(2, 1, 2, 3, 5, 5, 8);
        WeightMatrix expected = new HeldMatrix(2, 2, 2, 3, 5, 1, 1);

        Agreement agreement = Agreement.of(converted, predicted, expected);

        assertThat(agreement.nmse()).isEqualTo((1 + 4) / (1.0 + 4 + 9 + 25 + 25 + 64));
        assertThat(agreement.changed()).isEqualTo(4 / (1.0 + 4 + 25 + 64));
        assertThat(agreement.unexplained()).isEqualTo((1 + 16 + 25) / (4.0 + 4 + 1 + 1));
    }

    @ParameterizedTest
    @CsvSource({"15, false", "16, true", "17, true"})
    void isVariedFromSixteenDistinctValuesOn(int distinct, boolean varied) throws IOException {
        float[] values = new float[20];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 + i % distinct;
        }
        WeightMatrix predicted = new HeldMatrix(20, values);

        assertThat(Agreement.of(predicted, predicted, twos(1, 20)).isVaried()).isEqualTo(varied);
        assertThat(Agreement.of(predicted, predicted, predicted).isVaried()).isFalse();
    }

    /** Four rows fill a block. */
    @Test
    void readsAsManyRowsAtOnceAsFitInABlock() throws IOException {
        int columns = 1 << 14;
        WeightMatrix predicted = twos(5, columns);

        assertThat(Agreement.rowsAtOnce(predicted)).isEqualTo(4);
        assertThat(Agreement.rowsAtOnce(twos(3, 1))).isEqualTo(3);
        assertThat(Agreement.rowsAtOnce(twos(1, 1 << 17))).isOne();
        assertThat(Agreement.of(withTwosAnd(3, 5, columns, 4), predicted, predicted)
                        .nmse())
                .isEqualTo(1 / (5 * 4.0));
    }

    /** 64 evenly spaced rows of 128, each in the middle of two, are those with odd numbers. */
    @Test
    void samplesEvenlySpacedRows() throws IOException {
        WeightMatrix predicted = twos(128, 64);

        assertThat(Agreement.sampled(withTwosAnd(4, 128, 64, 0, 50, 126), predicted))
                .isZero();
        assertThat(Agreement.sampled(withTwosAnd(4, 128, 64, 1, 127), predicted))
                .isEqualTo(2 / 64.0);
    }

    /** A sample of shorter rows has 4 096 values. */
    @Test
    void samplesMoreOfShortRows() throws IOException {
        WeightMatrix predicted = twos(4096, 2);

        assertThat(Agreement.sampled(withTwosAnd(4, 4096, 2, 0, 2, 4094), predicted))
                .isZero();
        assertThat(Agreement.sampled(withTwosAnd(4, 4096, 2, 1, 3), predicted)).isEqualTo(2 / 2048.0);
    }

    @Test
    void comparesTheFirstRows() throws IOException {
        WeightMatrix predicted = twos(128, 64);

        assertThat(Agreement.atTheStart(withTwosAnd(4, 128, 64, 64, 127), predicted))
                .isZero();
        assertThat(Agreement.atTheStart(withTwosAnd(4, 128, 64, 1, 63), predicted))
                .isEqualTo(2 / 64.0);
    }
}
