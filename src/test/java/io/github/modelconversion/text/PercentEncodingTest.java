package io.github.modelconversion.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Percent-encoding as in RFC 3986, section 2.1. */
class PercentEncodingTest {

    @Test
    void lettersDigitsHyphensAndUnderscoresStay() {
        String harmless = "AZaz09-_";

        assertThat(PercentEncoding.of(harmless, "")).isEqualTo(harmless);
    }

    @Test
    void eachByteOfOtherCharactersIsWrittenInHexadecimal() {
        assertThat(PercentEncoding.of("a b/c.d%", "")).isEqualTo("a%20b%2fc%2ed%25");
        assertThat(PercentEncoding.of("\u00f6\u20ac", "")).isEqualTo("%c3%b6%e2%82%ac");
    }

    @Test
    void furtherCharactersMayBeKept() {
        assertThat(PercentEncoding.of("a/b.c:d", "./")).isEqualTo("a/b.c%3ad");
    }
}
