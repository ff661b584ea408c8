package io.github.modelconversion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalOrderTest {

    private static final List<String> ORDERED = List.of(
            "",
            "blk",
            "blk.0",
            "blk.01",
            "blk.1",
            "blk.1.attn",
            "blk.2",
            "blk.10",
            "blk.99999999999999999999",
            "l_out-0");

    @ParameterizedTest
    @CsvSource({"layers.2, layers.10", "layers.9, layers.10", "a9b2, a9b10", "2, a", "a, b"})
    void numbersAreOrderedByValue(String less, String more) {
        assertThat(new NaturalOrder().compare(less, more)).isNegative();
        assertThat(new NaturalOrder().compare(more, less)).isPositive();
    }

    @Test
    void isATotalOrder() {
        for (int i = 0; i < ORDERED.size(); i++) {
            for (int j = 0; j < ORDERED.size(); j++) {
                assertThat(Integer.signum(new NaturalOrder().compare(ORDERED.get(i), ORDERED.get(j))))
                        .as("%s and %s", ORDERED.get(i), ORDERED.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void sortsTheSameWhateverTheInitialOrder() {
        List<String> shuffled = new java.util.ArrayList<>(ORDERED);
        java.util.Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(new NaturalOrder());

        assertThat(shuffled).isEqualTo(ORDERED);
    }
}
