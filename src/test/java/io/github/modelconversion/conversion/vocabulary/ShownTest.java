package io.github.modelconversion.conversion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of tokens and templates as messages show them. */
class ShownTest {

    private static String ofBytes(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return Shown.of(all);
    }

    @ParameterizedTest
    @CsvSource({
        "0x41, A",
        "0xe9, \u00e9",
        "0x2581, \u2581",
        "0x1f600, \ud83d\ude00",
        "0x22, '\\\"'",
        "0x5c, '\\\\'",
        // A line break, a byte order mark, a no-break space, a line separator, an accent, a keycap.
        "0x0a, '\\u000A'",
        "0xfeff, '\\uFEFF'",
        "0xa0, '\\u00A0'",
        "0x2028, '\\u2028'",
        "0x301, '\\u0301'",
        "0x20e3, '\\u20E3'",
        // Of nobody's: a private letter, one without meaning, half of a pair, a tag.
        "0xe000, '\\uE000'",
        "0x378, '\\u0378'",
        "0xd800, '\\uD800'",
        "0xe0001, '\\u{E0001}'"
    })
    void showLettersThatCanBeSeenAndTheNumbersOfOthers(String letter, String shown) {
        assertThat(Shown.of(Character.toString(Integer.decode(letter)))).isEqualTo('"' + shown + '"');
    }

    @Test
    void keepSpaces() {
        assertThat(Shown.of(" a ")).isEqualTo("\" a \"");
    }

    @Test
    void showBytesThatAreNotUtf8() {
        assertThat(ofBytes(0x41, 0xff, 0x42)).isEqualTo("\"A\\xFFB\"");
        assertThat(ofBytes(0xe2, 0x96)).isEqualTo("\"\\xE2\\x96\"");
        assertThat(ofBytes(0xe2, 0x96, 0x81)).isEqualTo("\"\u2581\"");
        assertThat(ofBytes()).isEqualTo("\"\"");
    }

    @Test
    void showAtMost64Letters() {
        assertThat(Shown.of("x".repeat(64))).isEqualTo('"' + "x".repeat(64) + '"');
        assertThat(Shown.of("x".repeat(65))).isEqualTo('"' + "x".repeat(64) + "...\"");
        assertThat(Shown.of("x".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo('"' + "x".repeat(64) + "...\"");
        assertThat(Shown.of("\u2581".repeat(64).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo('"' + "\u2581".repeat(64) + '"');
    }

    /** Half of a pair is no letter and no writer can encode it. */
    @Test
    void areNotCutInsideALetter() {
        assertThat(Shown.of("x".repeat(63) + "\ud83d\ude00")).isEqualTo('"' + "x".repeat(63) + "...\"");
        assertThat(Shown.of("x".repeat(62) + "\ud83d\ude00x")).isEqualTo('"' + "x".repeat(62) + "\ud83d\ude00...\"");
    }
}
