package io.github.modelconversion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {

    /** The text that JDK 25 prints; for some numbers JDK 17 prints other digits. */
    @ParameterizedTest
    @CsvSource({
        "0x1.52d02c7e14af6p77, 2.0E23",
        "0x1.c7e83209e90b2p72, 8.41E21",
        "0x1p60, 1.152921504606847E18",
        "0x1p-1014, 5.696189077778436E-306",
        "0x1.a9d1e5323355p56, 1.1985764742196966E17",
        "0.1, 0.1",
        "100, 100.0",
        "-12345678, -1.2345678E7",
        "9999999, 9999999.0",
        "0.001, 0.001",
        "9.99e-4, 9.99E-4",
        "0.0012345678901234567, 0.0012345678901234567",
        "12345678.901234567, 1.2345678901234567E7",
        "0.23073833987939144, 0.23073833987939144",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "2.2250738585072014E-308, 2.2250738585072014E-308"
    })
    void aDoubleHasTheFewestDigitsThatReadBack(double value, String text) {
        assertThat(ShortestDecimal.of(value)).isEqualTo(text);
    }

    /** The text that JDK 25 prints. */
    @ParameterizedTest
    @CsvSource({
        "0x1p33f, 8.589935E9",
        "0x1p-44f, 5.684342E-14",
        "0.1f, 0.1",
        "1.70018f, 1.70018",
        "16777216f, 1.6777216E7",
        "3.4028235E38f, 3.4028235E38"
    })
    void aFloatHasTheDigitsOfAFloat(float value, String text) {
        assertThat(ShortestDecimal.of(value)).isEqualTo(text);
    }

    /** Python's exact decimals, rounded to 15 digits, or to 6 for a float; more only if that does not read back. */
    @ParameterizedTest
    @CsvSource({
        "4.9e-324, 4.94065645841247E-324",
        "2e-323, 1.97626258336499E-323",
        "1e-310, 9.99999999999997E-311",
        "-2.5e-320, -2.49997216795671E-320",
        "2.225073858507201e-308, 2.225073858507201E-308"
    })
    void aSubnormalDoubleIsRoundedFromItsExactValue(double value, String text) {
        assertThat(ShortestDecimal.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1.4e-45f, 1.4013E-45", "1e-40f, 9.99995E-41", "-7e-42f, -6.99949E-42"})
    void aSubnormalFloatIsRoundedFromItsExactValue(float value, String text) {
        assertThat(ShortestDecimal.of(value)).isEqualTo(text);
    }

    @Test
    void nonFiniteNumbersHaveTheWordsOfJava() {
        assertThat(ShortestDecimal.of(Double.NaN)).isEqualTo("NaN");
        assertThat(ShortestDecimal.of(Float.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
        assertThat(ShortestDecimal.of(-0.0)).isEqualTo("-0.0");
        assertThat(ShortestDecimal.of(0f)).isEqualTo("0.0");
    }

    @Test
    void everyNumberReadsBack() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            float small = Float.intBitsToFloat(random.nextInt());

            assertThat(Double.parseDouble(ShortestDecimal.of(value))).isEqualTo(Double.valueOf(value));
            assertThat(Float.parseFloat(ShortestDecimal.of(small))).isEqualTo(Float.valueOf(small));
        }
        assertThat(Double.parseDouble(ShortestDecimal.of(Double.MIN_VALUE))).isEqualTo(Double.MIN_VALUE);
    }

    /** Later versions of Java never write an unnecessary digit, and write the nearest of the shortest numbers. */
    @Test
    void normalNumbersHaveTheFewestAndNearestDigits() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 40_000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : Double.parseDouble(random.nextLong((long) 1e17) + "E" + random.nextInt(-30, 5));
            if (Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL) {
                BigDecimal exact = new BigDecimal(value);
                BigDecimal written = new BigDecimal(ShortestDecimal.of(value)).stripTrailingZeros();
                int digits = written.precision();

                assertThat(written).isEqualByComparingTo(exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)));
                if (digits > 2) {
                    for (RoundingMode direction : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
                        BigDecimal shorter = exact.round(new MathContext(digits - 1, direction));
                        assertThat(shorter.doubleValue()).isNotEqualTo(value);
                    }
                }
            }
        }
    }
}
