package io.github.modelconversion.measure;

import static io.github.modelconversion.TestData.writeFloats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurerTest {

    /** A few chunks and part of one; a file that needs a second wave would be large and show nothing more. */
    private static final int PAIRS = 5 * Measurer.CHUNK + 4_320;

    private static final int ROWS = 4;
    private static final int MANY_ROWS = 1000;

    @TempDir
    private Path folder;

    private Path reference;
    private Path test;

    @BeforeEach
    void writePair() {
        Random random = new Random(29);
        double[] values =
                random.doubles(PAIRS).map(x -> random.nextGaussian() * 8).toArray();
        double[] others = random.doubles(PAIRS).map(x -> random.nextGaussian()).toArray();
        for (int i = 0; i < PAIRS; i++) {
            others[i] += values[i];
        }
        values[3 * Measurer.CHUNK + 5] = others[3 * Measurer.CHUNK + 5] = Double.NEGATIVE_INFINITY;
        reference = writeFloats(folder.resolve("reference.bin"), values);
        test = writeFloats(folder.resolve("test.bin"), others);
    }

    @ParameterizedTest
    @CsvSource({
        "2, " + PAIRS,
        "3, " + PAIRS,
        "8, " + PAIRS,
        "2, " + PAIRS / ROWS,
        "3, " + PAIRS / ROWS,
        "8, " + PAIRS / MANY_ROWS
    })
    void anyNumberOfThreadsGivesTheSameBits(int threads, int width) throws IOException {
        Measurement measurement = measure(threads, width);

        assertThat(measurement).usingRecursiveComparison().isEqualTo(measure(1, width));
        assertThat(measurement.entries().masked()).isEqualTo(1);
        assertThat(measurement.entries().compared()).isEqualTo(PAIRS - 1);
        assertThat(measurement.rows().worst()).hasSize(Math.min(10, PAIRS / width));
    }

    @Test
    void progressGoesUpToTheLastPair() throws IOException {
        List<Long> done = new ArrayList<>();
        try (LogitsFile referenceFile = open(reference);
                LogitsFile testFile = open(test);
                Threads one = Threads.start(1)) {
            new Measurer(referenceFile, testFile, PAIRS, OutputKind.LOGITS).measure(one, done::add);
        }

        assertThat(done).hasSize(6).isSorted().endsWith((long) PAIRS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFileThatIsCutWhileItIsReadIsAnError(int threads) throws IOException {
        try (LogitsFile referenceFile = open(reference);
                LogitsFile testFile = open(test);
                RandomAccessFile file = new RandomAccessFile(test.toFile(), "rw");
                Threads several = Threads.start(threads)) {
            file.setLength(4L * 1000);

            assertThatThrownBy(() -> new Measurer(referenceFile, testFile, PAIRS, OutputKind.LOGITS)
                            .measure(several, done -> {}))
                    .isInstanceOf(UnusableInputException.class)
                    .hasMessage(
                            "test.bin: expected more values, found the end of the file at byte 4000: it was truncated while"
                                    + " it was read. Do not write to the files while they are compared");
        }
    }

    private Measurement measure(int threads, int width) throws IOException {
        try (LogitsFile referenceFile = open(reference);
                LogitsFile testFile = open(test);
                Threads several = Threads.start(threads)) {
            return new Measurer(referenceFile, testFile, width, OutputKind.LOGITS).measure(several, done -> {});
        }
    }

    private static LogitsFile open(Path file) throws IOException {
        return ContainerReader.tensors(Container.RAW, file, String.valueOf(file.getFileName()), ElementType.FLOAT32)
                .get(0)
                .open();
    }
}
