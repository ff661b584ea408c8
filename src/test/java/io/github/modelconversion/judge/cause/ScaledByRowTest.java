package io.github.modelconversion.judge.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.EvidenceFixture;
import io.github.modelconversion.judge.evidence.EvidenceOfValues;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ScaledByRowTest {

    private static final int WIDTH = 200;
    private static final int ROWS = 5;

    private static double[] values(int width) {
        SplittableRandom random = new SplittableRandom(1);
        return random.doubles((long) ROWS * width).map(value -> 8 * value - 4).toArray();
    }

    private static Optional<Claim> claim(int width, IntToDoubleFunction factors, IntToDoubleFunction shifts) {
        double[] reference = values(width);
        double[] test = reference.clone();
        for (int i = 0; i < test.length; i++) {
            test[i] = factors.applyAsDouble(i / width) * test[i] + shifts.applyAsDouble(i / width);
        }
        return new ScaledByRow()
                .examine(EvidenceFixture.well().evidence(), EvidenceOfValues.sample(width, reference, test));
    }

    private static Claim.Statement statement(IntToDoubleFunction factors, IntToDoubleFunction shifts) {
        Claim claim = claim(WIDTH, factors, shifts).orElseThrow();
        assertThat(claim.holds(1e-4)).isTrue();
        return claim.statement().get();
    }

    @Test
    void oneTemperatureForAllRowsIsNamed() {
        Claim.Statement statement = statement(row -> 1.25, row -> 3 - row * row);

        assertThat(statement.relation()).contains("1.25000 times the reference's row", "the temperature 0.800000 ");
        assertThat(statement.numbers().map())
                .hasEntrySatisfying(
                        "temperature",
                        number -> assertThat(number.doubleValue()).isCloseTo(0.8, within(1e-12)));
    }

    @Test
    void aFactorOfEachRowIsNamedByTheLowestAndTheHighest() {
        Claim.Statement statement = statement(row -> 0.5 + 0.25 * row, row -> row);

        assertThat(statement.relation()).contains("a factor of its own, 0.500000 to 1.50000, plus");
        assertThat(statement.numbers().map()).containsOnlyKeys("lowestFactor", "highestFactor");
    }

    @Test
    void maskedEntriesAreLeftOut() {
        double[] reference = values(WIDTH);
        double[] test = reference.clone();
        for (int i = 0; i < test.length; i++) {
            test[i] = (1 + i / WIDTH) * test[i];
        }
        reference[7] = Double.NEGATIVE_INFINITY;
        test[7] = Double.NEGATIVE_INFINITY;

        Claim claim = new ScaledByRow()
                .examine(EvidenceFixture.well().evidence(), EvidenceOfValues.sample(WIDTH, reference, test))
                .orElseThrow();

        assertThat(claim.remains()).isLessThan(1e-25);
    }

    @Test
    void aSingleLineIsPreferredToOneForEachRow() {
        assertThat(claim(WIDTH, row -> 1.25, row -> 3)).isEmpty();
    }

    @Test
    void shortRowsAndASingleOneProveNothing() {
        assertThat(claim(127, row -> 0.5 + 0.25 * row, row -> row)).isEmpty();
        assertThat(claim(128, row -> 0.5 + 0.25 * row, row -> row)).isPresent();
        assertThat(new ScaledByRow()
                        .examine(
                                EvidenceFixture.well().evidence(),
                                EvidenceOfValues.sample(ROWS * WIDTH, values(WIDTH), values(WIDTH))))
                .isEmpty();
    }

    @Test
    void aNegativeFactorIsNoTemperature() {
        assertThat(claim(WIDTH, row -> row == 2 ? -1 : 1.5, row -> 0)).isEmpty();
    }
}
