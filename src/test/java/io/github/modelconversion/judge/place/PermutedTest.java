package io.github.modelconversion.judge.place;

import static io.github.modelconversion.judge.evidence.PairOfValues.MASKED;
import static io.github.modelconversion.judge.evidence.PairOfValues.REFERENCE;
import static io.github.modelconversion.judge.evidence.PairOfValues.WIDTH;
import static io.github.modelconversion.judge.evidence.PairOfValues.each;
import static io.github.modelconversion.judge.evidence.PairOfValues.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.PairOfValues;
import io.github.modelconversion.result.Finding.Code;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermutedTest {

    private final Permuted permuted = new Permuted();

    /** Returns the index in {@link PairOfValues#REFERENCE} of a value, given in eighths. */
    private static int entryOf(int eighths) {
        for (int i = 0; i < WIDTH; i++) {
            if (REFERENCE[i] == eighths / 8.0) {
                return i;
            }
        }
        throw new AssertionError(eighths);
    }

    /** Returns the reference with other values, in eighths. */
    private static double[] replaced(IntUnaryOperator eighths) {
        return each(REFERENCE, value -> eighths.applyAsInt((int) (8 * value)) / 8.0);
    }

    private static double[] reversed(double[] values) {
        return values(values.length, i -> values[values.length - 1 - i]);
    }

    /**
     * Two rows, the second wider and higher, reordered and with errors. Expected from numpy: (d / e)², but at least the
     * NMSE of the sorted rows, where d is the mean over the rows of the mean squared residual of a line ({@code polyfit})
     * through the sorted rows, and e is half of that residual for the even against the odd entries of the reference; both
     * leave out 2 % at each end.
     */
    @ParameterizedTest
    @CsvSource({
        "0.001, false, 2.4237845714125577e-05",
        "0.02, false, 0.006898404060109755",
        "0.02, true, 0.016143212081245955"
    })
    void theRemainingErrorIsTheNoiseThatMovesSortedRowsThisFar(double amplitude, boolean masked, double expected) {
        double[] reference = values(2 * WIDTH, i -> i < WIDTH ? REFERENCE[i] : 1.5 * REFERENCE[i - WIDTH] + 2);
        double[] test = values(
                2 * WIDTH,
                i -> reference[i - i % WIDTH + (i % WIDTH * 50 + 3) % WIDTH] + (i * 37 % 101 - 50) * amplitude);
        for (int i = 4; masked && i < reference.length; i += 9) {
            reference[i] = MASKED;
            test[i] = MASKED;
        }

        Claim claim = PairOfValues.of(reference, test).claim(permuted).orElseThrow();

        assertThat(claim.remains()).isCloseTo(expected, within(1e-9 * expected));
    }

    @Test
    void aFewMovedEntriesAreReportedEvenIfTheErrorIsSmall() {
        // From -30 to 29 eighths, neighbors swap places: 60 of 127. All have an error of 1/1000 too.
        double[] moved = replaced(eighths -> eighths >= -30 && eighths < 30 ? eighths ^ 1 : eighths);
        PairOfValues pair = PairOfValues.of(REFERENCE, values(WIDTH, i -> moved[i] + (i % 2 == 0 ? 0.001 : -0.001)));

        assertThat(pair.codes()).containsExactly(Code.PERMUTED);
        assertThat(pair.relation(permuted))
                .isEqualTo("the test has the reference's values in another order, 67 of 127 in their place");
    }

    @Test
    void valuesThatAllChangedALittleAreNotAnotherOrder() {
        // Neighbors swap places; in half of the rows, those three eighths apart.
        double[] moved = replaced(eighths -> eighths == 63
                ? 63
                : eighths >= 0 ? eighths ^ 1 : eighths + new int[] {3, 1, -1, -3}[Math.floorMod(eighths, 4)]);

        assertThat(PairOfValues.of(REFERENCE, moved).claim(permuted)).isEmpty();
    }

    @Test
    void meanAndDeviationMustStayAboutTheSame() {
        double[] reversed = reversed(REFERENCE);

        // The mean squared error is 21 to 24, so each change may have a square of a hundredth of that.
        assertThat(claims(REFERENCE, each(reversed, value -> value + 0.45))).isTrue();
        assertThat(claims(REFERENCE, each(reversed, value -> value + 0.5))).isFalse();
        assertThat(claims(REFERENCE, each(reversed, value -> 1.1 * value))).isTrue();
        assertThat(claims(REFERENCE, each(reversed, value -> 1.12 * value))).isFalse();
        assertThat(claims(REFERENCE, each(reversed, value -> 1.1 * value + 0.45)))
                .isFalse();
    }

    @Test
    void theOrderCountsWhateverTheScaleAndTheMean() {
        double[] high = each(REFERENCE, value -> 4 * value + 50);
        double[] reversed = reversed(high);

        assertThat(PairOfValues.of(high, reversed).codes()).containsExactly(Code.PERMUTED);
        assertThat(claims(high, each(reversed, value -> value + 3))).isFalse();
        assertThat(claims(high, each(reversed, value -> 1.2 * (value - 50) + 50)))
                .isFalse();
        assertThat(claims(high, each(reversed, value -> 1.2 * (value - 50) + 53)))
                .isFalse();
    }

    private boolean claims(double[] reference, double[] test) {
        return PairOfValues.of(reference, test).claim(permuted).isPresent();
    }

    @Test
    void everyAgreeingPlaceIsCounted() {
        double[] test = reversed(REFERENCE);
        int lowest = entryOf(-63);
        int highest = entryOf(63);
        test[lowest] = REFERENCE[lowest];
        test[highest] = REFERENCE[highest];
        test[WIDTH - 1 - lowest] = REFERENCE[WIDTH - 1 - lowest];
        test[WIDTH - 1 - highest] = REFERENCE[WIDTH - 1 - highest];

        // Two pairs and the entry in the middle.
        assertThat(PairOfValues.of(REFERENCE, test).relation(permuted)).endsWith(", 5 of 127 in their place");
    }
}
