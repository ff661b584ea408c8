package io.github.modelconversion.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

    @Test
    void misleadingCharactersAreEscapedAsInJava() {
        assertThat(Printable.line("a\nb\u001b[2Jc")).isEqualTo("a\\u000ab\\u001b[2Jc");
        assertThat(Printable.line("a\u2028b\u2029c\u202ed")).isEqualTo("a\\u2028b\\u2029c\\u202ed");
        assertThat(Printable.line("a\uDB40\uDC41b\uD800")).isEqualTo("a\\udb40\\udc41b\\ud800");
        assertThat(Printable.line("##vso[x] ### #")).isEqualTo("#\\u0023vso[x] #\\u0023\\u0023 #");
    }

    @Test
    void plainTextStaysAsItIs() {
        String plain = "a\\b $1 \u2603 \uD83E\uDD99 # 1";

        assertThat(Printable.line(plain)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"10, \\u000a", "31, \\u001f", "127, \\u007f", "133, \\u0085", "8232, \\u2028"})
    void aSingleMisleadingCharacterIsEscaped(int character, String expected) {
        assertThat(Printable.line(Character.toString(character))).isEqualTo(expected);
    }
}
