package io.github.modelconversion.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line has at most 110 columns, which is 120 less Maven's longest label, and two spaces between cells. */
class TextTableTest {

    private static final int WIDEST = 110;

    private static List<String> row(String... cells) {
        return List.of(cells);
    }

    @Test
    void namesAndWordsAreLeftAlignedAndNumbersRightAligned() {
        assertThat(TextTable.lines(
                        List.of(
                                row("model", "prompt", "NMSE", "n", "limit", "verdict"),
                                row("a", "a-long-prompt", "1", "12345", "0.01 default", "PASS"),
                                row("a-long-model", "b", "1.00e-02", "7", "-", "NOT MEASURED")),
                        2))
                .containsExactly(
                        "model         prompt             NMSE      n  limit         verdict",
                        "a             a-long-prompt         1  12345  0.01 default  PASS",
                        "a-long-model  b              1.00e-02      7  -             NOT MEASURED");
    }

    /** The other three columns and the gaps take 5 + 10 + 8 + 4 * 2 = 31. */
    @ParameterizedTest
    @CsvSource({
        "49, 30, 49, 30",
        "50, 30, 49, 30",
        "30, 50, 30, 49",
        "60, 50, 39, 40",
        "50, 60, 39, 40",
        "100, 20, 59, 20",
        "20, 100, 20, 59"
    })
    void theWidestNameIsShortenedAsLittleAsPossible(int first, int second, int shownFirst, int shownSecond) {
        List<String> lines = TextTable.lines(
                List.of(row("x".repeat(first), "y".repeat(second), "12345", "0123456789", "01234567")), 2);

        assertThat(lines)
                .containsExactly(cut("x", first, shownFirst) + "  " + cut("y", second, shownSecond)
                        + "  12345  0123456789  01234567");
        assertThat(lines.get(0)).hasSize(WIDEST);
    }

    private static String cut(String letter, int length, int shown) {
        return shown == length
                ? letter.repeat(length)
                : letter.repeat((shown - 1) / 2) + ".." + letter.repeat(shown - 2 - (shown - 1) / 2);
    }

    /** If an odd number of letters remains, the start keeps one more. */
    @Test
    void aNameLosesItsMiddle() {
        String odd = "abcdefghij" + "-".repeat(40) + "0123456789";
        List<String> lines = TextTable.lines(List.of(row(odd, "1".repeat(81), "limit", "verdict")), 1);

        assertThat(lines).containsExactly("abcde..6789  " + "1".repeat(81) + "  limit  verdict");
    }

    @Test
    void aNameKeepsEightColumnsAndNothingElseIsShortened() {
        List<String> lines = TextTable.lines(
                List.of(row("abcdefghijklmnop", "y".repeat(8), "1".repeat(120), "limit", "verdict")), 2);

        assertThat(lines).containsExactly("abc..nop  yyyyyyyy  " + "1".repeat(120) + "  limit  verdict");
    }
}
