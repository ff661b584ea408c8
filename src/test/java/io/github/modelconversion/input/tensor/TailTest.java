package io.github.modelconversion.input.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailTest {

    @TempDir
    Path directory;

    /** Counts around 1024 and 4096, the numbers of values that are examined at once. */
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "5, 2",
        "5, 5",
        "5000, 1",
        "5000, 1023",
        "5000, 1024",
        "5000, 1025",
        "5000, 4096",
        "5000, 4999",
        "5000, 5000",
        "2048, 1500"
    })
    void theRunAtTheEndIsCounted(int count, int run) throws IOException {
        double[] values = new double[count];
        Arrays.setAll(values, i -> i + 1);
        Arrays.fill(values, count - run, count, -3);

        assertThat(tail(values)).isEqualTo(new Tail(run, -3));
    }

    @Test
    void equalValuesBeforeTheRunDoNotCount() throws IOException {
        assertThat(tail(0, 0, 0, 1, 0, 0)).isEqualTo(new Tail(2, 0));
    }

    @Test
    void nanDoesNotFormARun() throws IOException {
        assertThat(tail(1, Double.NaN, Double.NaN).length()).isEqualTo(1);
    }

    private Tail tail(double... values) throws IOException {
        Path file = TestData.writeFloats(directory.resolve("x.bin"), values);
        try (LogitsFile opened = LogitsFixture.open(file)) {
            return Tail.of(opened);
        }
    }
}
