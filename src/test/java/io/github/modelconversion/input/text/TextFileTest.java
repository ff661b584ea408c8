package io.github.modelconversion.input.text;

import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
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
    void readsNumbersWithAndWithoutIndices(String text, @TempDir Path directory) throws IOException {
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
    void readsEveryDecimalNotation(String text, double expected, @TempDir Path directory) throws IOException {
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
    void readsNonFiniteValues(String text, double expected, @TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.txt", text + "\n"))).containsExactly(expected);
        assertThat(values(write(directory, "a.txt", "0: " + text + "\n"))).containsExactly(expected);
    }

    @Test
    void readsALineOfTheGreatestLength(@TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.txt", "0".repeat(255) + "7\n"))).containsExactly(7);
    }

    private static String counting(int lines) {
        return IntStream.range(0, lines).mapToObj(i -> i + ": " + i + "\n").collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, TextFile.MOST_KEPT})
    void keptValuesAreNotReadAgain(int lines, @TempDir Path directory) throws IOException {
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

    @Test
    void noFileStaysOpen(@TempDir Path directory) throws IOException {
        Path path = write(directory, "a.txt", "1\n2\n3\n");
        try (LogitsFile file = open(path);
                ValueReader reader = file.reader()) {
            assertThat(file.isSequential()).isTrue();
            assertThat(read(reader, 2, 1)).containsExactly(3);
            assertThat(read(reader, 0, 1)).containsExactly(1);
        }
        Path broken = write(directory, "b.txt", "1\nx\n");
        assertThatThrownBy(() -> values(broken)).isInstanceOf(UnusableInputException.class);
        Path wide = write(directory, "c.txt", "\u00ff\u00fe1\0");
        assertThatThrownBy(() -> values(wide)).hasMessageContaining("UTF-16");

        assertThat(OpenFiles.below(directory)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2;3,4;                | both ',' and ';' in line 1",
                "1,2/3;4                 | both ',' and ';' in line 2",
                "1 2/3,4                 | both blanks and ',' in line 2",
                "1,2/3 4                 | both ',' and blanks in line 2"
            })
    void twoKindsOfSeparatorsAreNamed(String lines, String found, @TempDir Path directory) throws IOException {
        Path file = write(directory, "a.txt", lines.replace('/', '\n') + "\n");

        assertThatThrownBy(() -> values(file)).hasMessageContaining("expected one kind of separator, found " + found);
    }
}
