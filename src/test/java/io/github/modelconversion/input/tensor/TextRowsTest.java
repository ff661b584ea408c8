package io.github.modelconversion.input.tensor;

import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.text.TextFile;
import io.github.modelconversion.result.output.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text with several numbers per line. */
class TextRowsTest {

    @TempDir
    private Path folder;

    private Path text(String text) throws IOException {
        return write(folder, "a.txt", text);
    }

    private void assertRefused(String text, String... parts) throws IOException {
        Path file = text(text);

        assertThatThrownBy(() -> values(file))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a.txt: expected ")
                .hasMessageContainingAll(parts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5,-2,3\n4,5,6e1\n",
                "1.5, -2, 3\n4, 5, 6e1\n",
                "1.5;-2;3\n4;5;6e1\n",
                "1.5 ; -2 ; 3\r\n4 ; 5 ; 6e1\r\n",
                "1.5\t-2\t3\n4\t5\t6e1\n",
                "1.5 -2 3\n4 5 6e1\n",
                "  1.5   -2  3 \n  4    5  6e1 \n"
            })
    void aLineIsARow(String text) throws IOException {
        Path file = text(text);

        assertThat(values(file)).containsExactly(1.5, -2, 3, 4, 5, 60);
        try (LogitsFile opened = open(file)) {
            assertThat(opened.source().shape()).isEqualTo(new Shape(List.of(2L, 3L)));
        }
    }

    @Test
    void oneLineIsOneRow() throws IOException {
        try (LogitsFile opened = open(text("1,2,3,4\n"))) {
            assertThat(opened.source().shape()).isEqualTo(Shape.flat(4));
        }
    }

    @Test
    void nonFiniteValuesAreReadInRowsToo() throws IOException {
        assertThat(values(text("nan,-inf\ninf,1\n")))
                .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,2,3\n4,5\n', 'expected 3 numbers in line 2', 'found 2'",
        "'1 2\n3 4\n5 6 7\n', 'expected 2 numbers in line 3', 'found more'",
        "'1\n2 3\n', 'expected 1 number in line 2', 'found more'",
        "'1,2\n3\n', 'expected 2 numbers in line 2', 'found 1'"
    })
    void rowsOfUnequalLengthAreRefusedWithTheLine(String text, String expected, String found) throws IOException {
        assertRefused(text, expected, found);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,,3\n', 'line 1, number 2'",
        "'1,2,\n', 'line 1, number 3'",
        "'1.5,2\n3,x4\n', 'line 2, number 2, found ''x4'''",
        "'1,\"2\"\n', 'line 1, number 2, found ''\"2\"'''",
        "'1,2:3\n', 'line 1, number 2, found ''2:3'''",
        "',1\n', 'line 1, found '',1'''",
        "'1,1e999\n', 'a number that a double can hold in line 1, number 2'"
    })
    void anythingButANumberIsRefusedWithItsPlace(String text, String place) throws IOException {
        assertRefused(text, place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2", "1,2\n3,", "1,2\n3, ", "1,2\n3,4", "1 2\n3 "})
    void aLastLineThatMayBeCutIsRefused(String text) throws IOException {
        assertRefused(text, "a line end, since the last line may have been cut");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5;2,5\n3,5;4,5\n", "1,5 2,5\n", "1 2,3\n", "1,2\n3;4\n"})
    void anotherSeparatorIsRefused(String text) throws IOException {
        assertRefused(text, "separator", "decimal point");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,125\n-1,0625\n", "12,050\n-0,1\n"})
    void numbersWithADecimalCommaAreNotTakenForRowsOfTwo(String text) throws IOException {
        assertRefused(text, "decimal comma");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1,2\n3,4\n", "0.5,125\n1,250\n", "1,-125\n2,250\n", "1,1e3\n2,250\n", "1,125,3\n4,250,6\n"})
    void rowsOfTwoNumbersAreRead(String text) throws IOException {
        assertThat(values(text(text))).hasSizeBetween(4, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b,c\n1,2,3\n", "# logits\n1,2\n", "\"a\",\"b\"\n1,2\n", "logit\n1\n"})
    void aHeaderLineIsRefusedWithWhatToDo(String text) throws IOException {
        assertRefused(text, "in line 1", "Remove the header line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\n2\n", "0: 1\n1: 2\n", "1,2\n"})
    void aByteOrderMarkIsSkipped(String text) throws IOException {
        byte[] bytes = ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);

        assertThat(values(write(folder, "a.txt", bytes))).containsExactly(1, 2);
    }

    @Test
    void utf16IsRefusedWithWhatToDo() throws IOException {
        Path file = write(folder, "a.txt", "1\r\n2\r\n".getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> values(file)).hasMessageContainingAll("UTF-16", "-Encoding ascii");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0: 1 2\n", "0: 1,2\n", "0: 1;2\n"})
    void anIndexIsFollowedByOneNumber(String text) throws IOException {
        assertRefused(text, "in line 1", text.strip());
    }

    /** Lines longer than any buffer, and more values than are kept in memory. */
    @Test
    void longRowsAreReadForwardAndBackward() throws IOException {
        int width = TextFile.MOST_KEPT / 2;
        String text = IntStream.range(0, 3)
                .mapToObj(row -> IntStream.range(0, width)
                                .mapToObj(column -> String.valueOf(row * width + column))
                                .collect(Collectors.joining(", "))
                        + "\n")
                .collect(Collectors.joining());
        try (LogitsFile file = open(text(text));
                ValueReader reader = file.reader()) {
            assertThat(file.source().shape()).isEqualTo(new Shape(List.of(3L, (long) width)));
            assertThat(read(reader, width - 1, 2)).containsExactly(width - 1, width);
            assertThat(read(reader, 3 * width - 1, 1)).containsExactly(3 * width - 1);
            assertThat(read(reader, 1, 2)).containsExactly(1, 2);
        }
    }

    @Test
    void aLineWithTooManySpacesIsRefused() throws IOException {
        assertRefused("1 " + " ".repeat(100_000) + "2\n", "at most 256 characters");
    }
}
