package io.github.modelconversion.result.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DroppedProbabilityTest {

    private static final double HALF = Math.log(2);

    @Test
    void equalEntriesShareTheProbabilityEqually() {
        assertThat(mass(4, 3, 5, 5, 5, 5)).isEqualTo(0.25);
        assertThat(mass(4, 1, 5, 5, 5, 5)).isEqualTo(0.75);
    }

    @Test
    void theMassIsTheSoftmaxHoweverLargeTheEntriesAre() {
        assertThat(mass(3, 2, HALF, 0, 0)).isCloseTo(0.25, within(1e-15));
        assertThat(mass(3, 2, 1000 + HALF, 1000, 1000)).isCloseTo(0.25, within(1e-13));
        assertThat(mass(2, 1, -1000, -1000 + HALF)).isCloseTo(2.0 / 3, within(1e-13));
    }

    @Test
    void theRowWithTheLargestMassCounts() {
        assertThat(mass(2, 1, 0, -50, 3, 3, 0, -50)).isEqualTo(0.5);
    }

    @Test
    void blocksMayEndAnywhere() {
        DroppedProbability mass = new DroppedProbability(4, 3);
        mass.add(new double[] {5, 5, 5}, 3);
        mass.add(new double[] {5, 7, 7}, 3);
        mass.add(new double[] {7, -90}, 2);

        assertThat(mass.largest()).isEqualTo(0.25);
    }

    @Test
    void maskedEntriesHaveNoMass() {
        assertThat(mass(3, 2, Double.NEGATIVE_INFINITY, 1, Double.NEGATIVE_INFINITY))
                .isZero();
    }

    @Test
    void nonFiniteRowsHaveNoMass() {
        assertThat(mass(2, 1, 1, Double.NaN, 1, 1)).isNaN();
        assertThat(mass(2, 1, 1, Double.POSITIVE_INFINITY)).isNaN();
        assertThat(mass(2, 1, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isNaN();
    }

    private static double mass(long width, long kept, double... values) {
        DroppedProbability mass = new DroppedProbability(width, kept);
        mass.add(values, values.length);
        return mass.largest();
    }
}
