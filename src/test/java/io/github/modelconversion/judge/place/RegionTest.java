package io.github.modelconversion.judge.place;

import static io.github.modelconversion.judge.evidence.PairOfValues.REFERENCE;
import static io.github.modelconversion.judge.evidence.PairOfValues.WIDTH;
import static io.github.modelconversion.judge.evidence.PairOfValues.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.PairOfValues;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RegionTest {

    private final Region region = new Region();

    private static PairOfValues withErrors(int width, IntToDoubleFunction error) {
        double[] reference = Arrays.copyOf(REFERENCE, width);
        return PairOfValues.of(reference, values(width, i -> reference[i] + error.applyAsDouble(i)));
    }

    @Test
    void twoIndicesAreARegionAndOneIsAnOutlier() {
        assertThat(withErrors(WIDTH, i -> i == 40 || i == 41 ? 8 : 0).relation(region))
                .isEqualTo("the difference sits in indices 40 to 41 of 127");
        assertThat(withErrors(WIDTH, i -> i == 40 ? 8 : 0).claim(region)).isEmpty();
    }

    @Test
    void halfOfARowIsARegionAndMoreIsNot() {
        assertThat(withErrors(64, i -> i < 32 ? 8 : 0).relation(region))
                .isEqualTo("the difference sits in indices 0 to 31 of 64");
        assertThat(withErrors(64, i -> i < 33 ? 8 : 0).claim(region)).isEmpty();
    }

    @Test
    void anAdjacentIndexBelongsToTheRegionFromTenTimesTheErrorOutside() {
        // Mean squares: 20 entries of 1, 106 of 1/512, and one of nine or eleven times that.
        IntToDoubleFunction errors = i -> i >= 40 && i < 60 ? 1 : Math.sqrt(1.0 / 512);

        assertThat(withErrors(WIDTH, i -> i == 60 ? Math.sqrt(9.0 / 512) : errors.applyAsDouble(i))
                        .relation(region))
                .isEqualTo("the difference sits in indices 40 to 59 of 127");
        assertThat(withErrors(WIDTH, i -> i == 60 ? Math.sqrt(11.0 / 512) : errors.applyAsDouble(i))
                        .relation(region))
                .isEqualTo("the difference sits in indices 40 to 60 of 127");
    }
}
