package io.github.modelconversion.logits;

import static io.github.modelconversion.logits.LogitsFixture.open;
import static io.github.modelconversion.logits.LogitsFixture.read;
import static io.github.modelconversion.logits.LogitsFixture.values;
import static io.github.modelconversion.logits.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5\n-2\n3\n",
                "1.5\r\n-2\r\n3\r\n",
                "  1.5\n\t-2 \n3\t\n",
                "0: 1.5\n1: -2\n2: 3\n",
                "0: 1.5\r\n1: -2\r\n2: 3\r\n",
                "0:1.5\n1:-2\n2:3\n",
                " 0 : 1.5\n 1 : -2\n 2 : 3\n",
                "00: 1.5\n01: -2\n02: 3\n"
            })
    void readsNumbersWithAndWithoutTheirIndices(String text, @TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.txt", text))).containsExactly(1.5, -2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "+1, 1",
        "1., 1",
        ".5, 0.5",
        "-.5, -0.5",
        "007, 7",
        "1e3, 1000",
        "1E3, 1000",
        "1.5e+2, 150",
        "125e-3, 0.125",
        "-8.4567, -8.4567",
        "1e-999, 0",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "4.9e-324, 4.9E-324"
    })
    void readsEveryDecimalForm(String text, double expected, @TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.txt", text + "\n"))).containsExactly(expected);
        assertThat(values(write(directory, "a.txt", "0: " + text + "\n"))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "nan, NaN",
        "NaN, NaN",
        "NAN, NaN",
        "-nan, NaN",
        "+nan, NaN",
        "inf, Infinity",
        "Inf, Infinity",
        "+inf, Infinity",
        "INF, Infinity",
        "infinity, Infinity",
        "Infinity, Infinity",
        "+INFINITY, Infinity",
        "-inf, -Infinity",
        "-Infinity, -Infinity"
    })
    void readsWhatIsNotFinite(String text, double expected, @TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.txt", text + "\n"))).containsExactly(expected);
        assertThat(values(write(directory, "a.txt", "0: " + text + "\n"))).containsExactly(expected);
    }

    @Test
    void isAFlatRunOfText(@TempDir Path directory) throws IOException {
        try (LogitsFile file = open(write(directory, "a.txt", "1\n2\n3\n"))) {
            assertThat(file.source()).isEqualTo(new Source("data/a.txt", Format.TEXT, Shape.flat(3)));
        }
    }

    @Test
    void readsALineOfTheGreatestLength(@TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.txt", "0".repeat(255) + "7\n"))).containsExactly(7);
    }

    /** Values are kept up to a number of lines, and read anew beyond. */
    @ParameterizedTest
    @ValueSource(ints = {10, TextFile.MOST_KEPT, TextFile.MOST_KEPT + 1})
    void readsInPiecesForwardAndBackward(int lines, @TempDir Path directory) throws IOException {
        try (LogitsFile file = open(write(directory, "a.txt", counting(lines)));
                ValueReader reader = file.reader()) {
            assertThat(file.source().shape()).isEqualTo(Shape.flat(lines));
            assertThat(read(reader, 0, 2)).containsExactly(0, 1);
            assertThat(read(reader, 2, 2)).containsExactly(2, 3);
            assertThat(read(reader, 7, 3)).containsExactly(7, 8, 9);
            assertThat(read(reader, 1, 3)).containsExactly(1, 2, 3);
            assertThat(read(reader, lines - 1, 1)).containsExactly(lines - 1);
            assertThat(read(reader, 0, 10)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(read(reader, 9, 1)).containsExactly(9);
        }
    }

    private static String counting(int lines) {
        return IntStream.range(0, lines).mapToObj(i -> i + ": " + i + "\n").collect(Collectors.joining());
    }

    @Test
    void readsAFileThatIsLongerThanAnyBuffer(@TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.txt", counting(30_000))))
                .containsExactly(IntStream.range(0, 30_000).asDoubleStream().toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, TextFile.MOST_KEPT + 1})
    void canBeReadByTwoReadersAtOnce(int lines, @TempDir Path directory) throws IOException {
        try (LogitsFile file = open(write(directory, "a.txt", counting(lines)));
                ValueReader one = file.reader();
                ValueReader other = file.reader()) {
            assertThat(read(one, 0, 2)).containsExactly(0, 1);
            assertThat(read(other, 1, 3)).containsExactly(1, 2, 3);
            assertThat(read(one, 2, 2)).containsExactly(2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, TextFile.MOST_KEPT + 1})
    void canBeClosedBeforeItWasReadAndTwice(int lines, @TempDir Path directory) throws IOException {
        try (LogitsFile file = open(write(directory, "a.txt", counting(lines)))) {
            ValueReader reader = file.reader();
            reader.close();

            assertThat(read(reader, 1, 1)).containsExactly(1);
            reader.close();
            reader.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, TextFile.MOST_KEPT})
    void valuesThatAreKeptAreNotReadAgain(int lines, @TempDir Path directory) throws IOException {
        Path path = write(directory, "a.txt", counting(lines));
        try (LogitsFile file = open(path);
                ValueReader reader = file.reader()) {
            write(directory, "a.txt", "");

            assertThat(read(reader, lines - 2, 2)).containsExactly(lines - 2, lines - 1);
        }
    }

    @Test
    void anIndexMayHave18Digits(@TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.txt", "0".repeat(18) + ": 5\n"))).containsExactly(5);
    }
}
