package io.github.modelconversion.input.tensor;

import static io.github.modelconversion.input.tensor.LogitsFixture.assertRefused;
import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.text.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileRefusalTest {

    private static final String REMEDY = ". Run the tool that writes it again, or use the .bin file";

    private static void assertRefusedIn(int line, String expected, String found, Path file) {
        assertRefused(
                file, "data/a.txt: expected " + expected + " in line " + line + ", found '" + found + "'" + REMEDY);
    }

    @Test
    void refusesAnEmptyFile(@TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.txt", ""),
                "data/a.txt: expected one number per line, found an empty file. Run the tool that writes it again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1p3",
                "0x10",
                "1f",
                "1d",
                "1F",
                "1D",
                "1_000",
                "--1",
                "+-1",
                "1e",
                "1e+",
                "e5",
                ".",
                "-",
                "+",
                "1e5.0",
                "1.2.3",
                "nano",
                "infinite",
                "- inf",
                "in",
                "null",
                "abc",
                "#1",
                "\"1\""
            })
    void refusesAnythingButADecimalNumber(String text, @TempDir Path directory) throws IOException {
        String expected = "a number or 'index: number'";

        assertRefusedIn(2, expected, text, write(directory, "a.txt", "1\n" + text + "\n3\n"));
        assertRefusedIn(2, expected, "1: " + text, write(directory, "a.txt", "0: 1\n1: " + text + "\n2: 3\n"));
    }

    /** The byte 255 once passed for the end of the file, so the values after it were not compared. */
    @Test
    void refusesEveryLineOfOneByteThatIsNoDigit(@TempDir Path directory) throws IOException {
        for (int value = 0; value < 256; value++) {
            if (value < '0' || value > '9') {
                Path file =
                        Files.write(directory.resolve("a.txt"), new byte[] {'1', '\n', (byte) value, '\n', '3', '\n'});

                assertThatThrownBy(() -> open(file))
                        .as("byte %d", value)
                        .isInstanceOf(UnusableInputException.class)
                        .hasMessageContaining("in line 2, found");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'1\n\n3\n', 2", "'\n1\n', 1", "'1\n2\n\n', 3", "'1\n  \n3\n', 2", "'1\r\n\r\n', 2", "'\n', 1"})
    void refusesABlankLine(String text, int line, @TempDir Path directory) throws IOException {
        assertRefusedIn(line, "a number or 'index: number'", "", write(directory, "a.txt", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "1.8e308", "+9e99999999999"})
    void refusesANumberThatADoubleCannotHold(String text, @TempDir Path directory) throws IOException {
        assertRefusedIn(1, "a number that a double can hold", text, write(directory, "a.txt", text + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'0: 5\n2: 6\n', 2, 1, 2: 6",
        "'1: 5\n', 1, 0, 1: 5",
        "'0: 5\n0: 6\n', 2, 1, 0: 6",
        "'0: 5\n1: 6\n-2: 7\n', 3, 2, -2: 7",
        "'x: 5\n', 1, 0, x: 5",
        "': 5\n', 1, 0, : 5",
        "'1:2:3\n', 1, 0, 1:2:3",
        "'0: 5\n1.0: 5\n', 2, 1, 1.0: 5",
        "'0: 5\n18446744073709551617: 5\n', 2, 1, 18446744073709551617: 5",
        "'0000000000000000000: 5\n', 1, 0, 0000000000000000000: 5"
    })
    void refusesAnIndexOutOfSequence(String text, int line, int index, String found, @TempDir Path directory)
            throws IOException {
        assertRefusedIn(line, "index " + index, found, write(directory, "a.txt", text));
    }

    @Test
    void refusesAPlainNumberAmongIndexedOnes(@TempDir Path directory) throws IOException {
        assertRefusedIn(2, "'index: number' as in the lines before", "6", write(directory, "a.txt", "0: 5\n6\n2: 7\n"));
    }

    @Test
    void refusesAnIndexedNumberAmongPlainOnes(@TempDir Path directory) throws IOException {
        assertRefusedIn(2, "a number as in the lines before", "1: 6", write(directory, "a.txt", "5\n1: 6\n7\n"));
    }

    @ParameterizedTest
    @CsvSource({"'1.5\n2.2', 2, 2.2", "'0: 1\n1: 2.5', 2, 1: 2.5", "1.5, 1, 1.5", "'1\n2\r', 2, 2"})
    void refusesALastLineThatMayBeCut(String text, int line, String found, @TempDir Path directory) throws IOException {
        assertRefusedIn(
                line, "a line end, since the last line may have been cut", found, write(directory, "a.txt", text));
    }

    @ParameterizedTest
    @ValueSource(ints = {257, 100_000})
    void refusesALineThatIsTooLong(int length, @TempDir Path directory) throws IOException {
        assertRefusedIn(
                2,
                "at most 256 characters",
                "1".repeat(64) + "...",
                write(directory, "a.txt", "1\n" + "1".repeat(length) + "\n"));
    }

    @ParameterizedTest
    @CsvSource({"64, ''", "65, ..."})
    void showsAtMost64CharactersOfALine(int length, String more, @TempDir Path directory) throws IOException {
        assertRefusedIn(
                1,
                "a number or 'index: number'",
                "?".repeat(64) + more,
                write(directory, "a.txt", "?".repeat(length) + "\n"));
    }

    @Test
    void showsAQuestionMarkForControlCharacters(@TempDir Path directory) throws IOException {
        assertRefusedIn(
                1,
                "a number or 'index: number'",
                "?[31m1?2??",
                write(directory, "a.txt", "\u001b[31m1\r2\u0007\u00e4\n"));
    }

    @Test
    void refusesTheSecondBadLineOnlyAfterTheFirst(@TempDir Path directory) throws IOException {
        assertRefusedIn(1, "a number or 'index: number'", "$", write(directory, "a.txt", "$\n%\n"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 1"})
    void refusesALongFileThatIsCutWhileOpen(int bytes, int lines, @TempDir Path directory) throws IOException {
        String text = "1\n".repeat(TextFile.MOST_KEPT + 1);
        Path path = write(directory, "a.txt", text);
        try (LogitsFile file = open(path);
                ValueReader reader = file.reader()) {
            write(directory, "a.txt", text.substring(0, bytes));

            assertThatThrownBy(() -> read(reader, 0, 3))
                    .isExactlyInstanceOf(UnusableInputException.class)
                    .hasMessage(
                            "data/a.txt: expected more values, found the end of the file after line " + lines
                                    + ": it was truncated while it was read. Do not write to the files while they are compared");
            assertThatThrownBy(() -> read(reader, 2, 1)).isExactlyInstanceOf(UnusableInputException.class);
        }
    }
}
