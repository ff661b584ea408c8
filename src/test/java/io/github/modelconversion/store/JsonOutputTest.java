package io.github.modelconversion.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutputTest {

    private final StringWriter text = new StringWriter();
    private final JsonOutput json = new JsonOutput(text);

    /** Java 18 and earlier print 2^60 with one digit more. */
    @Test
    void aNumberHasTheSameDigitsInEveryJavaVersionBoxedOrNot() throws IOException {
        Number number = 0x1p60;

        json.beginArray().value(0x1p60).value(number).value(1.5).value(7).endArray();

        assertThat(text).hasToString("[\n  1.152921504606847E18,\n  1.152921504606847E18,\n  1.5,\n  7\n]");
    }

    /** UTF-8 has no bytes for half of a surrogate pair; a whole pair is one character of four bytes. */
    @Test
    void halfOfASurrogatePairIsEscaped() throws IOException {
        json.beginArray();
        for (String given : List.of("a\uD83D\uDE00", "\uD83D\"", "a\uDE00b", "\uD7FF\uE000", "\uD800", "\uDFFF")) {
            json.value(given);
        }
        json.endArray();

        assertThat(text.toString().split(",?\n {0,2}"))
                .containsExactly(
                        "[",
                        "\"a\uD83D\uDE00\"",
                        "\"\\ud83d\\\"\"",
                        "\"a\\ude00b\"",
                        "\"\uD7FF\uE000\"",
                        "\"\\ud800\"",
                        "\"\\udfff\"",
                        "]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void nonFiniteNumbersAreNull(double value) throws IOException {
        Number number = value;
        Number half = (float) value;

        json.beginArray().value(value).value(number).value(half).endArray();

        assertThat(text).hasToString("[\n  null,\n  null,\n  null\n]");
    }
}
