package io.github.modelconversion.input.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "+1",
                "1.",
                ".5",
                "-12.286331",
                "9007199254740993",
                "9007199254740992.5",
                "1e22",
                "1e23",
                "-1E-22",
                "1e-23",
                "0.1e1",
                "123456789012345678901234567890",
                "1e308",
                "4.9e-324",
                "2.4703282292062327e-324",
                "1e-999999999999",
                "0.000000000000000000000000000000000000001",
                "1.7976931348623157e308",
                "179769313486231570000e289",
                "0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001e5",
                "0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001e-5"
            })
    void theNumberIsTheNearestDouble(String text) {
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void randomNumbersAreCorrectlyRounded() {
        Random random = new Random(19);
        for (int i = 0; i < 20_000; i++) {
            int digits = 1 + random.nextInt(19);
            BigDecimal exact = new BigDecimal(new BigInteger(digits * 3, random), random.nextInt(40) - 10);
            String text = random.nextBoolean() ? exact.toPlainString() : exact.toString();

            assertThat(parse(text)).as(text).isEqualTo(exact.doubleValue());
        }
    }

    @Test
    void numbersWithSixDecimalsAreRead() {
        Random random = new Random(23);
        for (int i = 0; i < 20_000; i++) {
            String text = String.format(Locale.ROOT, "%.6f", random.nextGaussian() * 20);

            assertThat(parse(text)).as(text).isEqualTo(new BigDecimal(text).doubleValue());
        }
    }

    @ParameterizedTest
    @CsvSource({"nan, NaN", "-NaN, NaN", "inf, Infinity", "+Infinity, Infinity", "-INF, -Infinity", "1e999, Infinity"})
    void nonFiniteValuesHaveNames(String text, double expected) {
        assertThat(Double.compare(parse(text), expected)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "e5", "1e", "1e+", "1f", "1d", "0x1p3", "1_000", "1,5", "1.2.3", "--1", "1 2", "nano",
                "1e5x"
            })
    void anythingElseIsNotANumber(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void textAfterTheEndIsNotRead() {
        byte[] bytes = "12345e678".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(DecimalText.parse(bytes, 0, 2)).isEqualTo(12);
        assertThat(DecimalText.parse(bytes, 1, 5)).isEqualTo(2345);
        assertThat(DecimalText.parse(bytes, 4, 7)).isEqualTo(5e6);
    }

    private static double parse(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.ISO_8859_1);
        return DecimalText.parse(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1e", "1e-"})
    void nothingIsReadPastTheEndOfTheArray(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> DecimalText.parse(bytes, 0, bytes.length))
                .isExactlyInstanceOf(NumberFormatException.class);
    }
}
