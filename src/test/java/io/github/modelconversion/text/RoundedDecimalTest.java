package io.github.modelconversion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundedDecimalTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.00, 0.00e+00, 0.00",
        "-0.0, -0.00, -0.00e+00, -0.00",
        "0.125, 0.13, 1.25e-01, 0.125",
        "-0.004, -0.00, -4.00e-03, -0.00400",
        "0.00009999, 0.00, 1.00e-04, 0.000100",
        "0.00005, 0.00, 5.00e-05, 5.00e-05",
        "999.5, 999.50, 1.00e+03, 1.00e+03",
        "1e22, 10000000000000000000000.00, 1.00e+22, 1.00e+22",
        "1e-100, 0.00, 1.00e-100, 1.00e-100",
        "NaN, NaN, NaN, NaN",
        "-Infinity, -Infinity, -Infinity, -Infinity"
    })
    void roundsHalfUpAndKeepsZeros(double value, String plain, String scientific, String general) {
        assertThat(RoundedDecimal.plain(value, 2)).isEqualTo(plain);
        assertThat(RoundedDecimal.scientific(value, 2)).isEqualTo(scientific);
        assertThat(RoundedDecimal.general(value, 3)).isEqualTo(general);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 6, 16})
    void writesWhatAFormatterWrites(int decimals) {
        SplittableRandom random = new SplittableRandom(decimals);
        for (int i = 0; i < 2_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double usual = random.nextInt(1_000_000) * Math.pow(10, random.nextInt(-12, 6));

            assertThat(RoundedDecimal.scientific(any, decimals)).isEqualTo(formatted("e", decimals, any));
            assertThat(RoundedDecimal.scientific(usual, decimals)).isEqualTo(formatted("e", decimals, usual));
            assertThat(RoundedDecimal.plain(usual, decimals)).isEqualTo(formatted("f", decimals, usual));
            assertThat(RoundedDecimal.general(usual, decimals + 1)).isEqualTo(formatted("g", decimals + 1, usual));
        }
    }

    private static String formatted(String conversion, int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + conversion, value);
    }
}
