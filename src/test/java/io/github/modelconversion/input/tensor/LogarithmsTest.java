package io.github.modelconversion.input.tensor;

import static io.github.modelconversion.input.tensor.LogitsFixture.littleEndian;
import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.input.file.GzipTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogarithmsTest {

    /** The logarithms of 0.5 and of 2^-149 by numpy. */
    private static final double LOG_HALF = -0.6931471805599453;

    private static final double LOG_LEAST = -103.27892990343184;

    @TempDir
    private Path directory;

    private double[] of(float... probabilities) throws IOException {
        try (LogitsFile file = open(write(directory, "x.bin", littleEndian(probabilities)));
                ValueReader reader = new Logarithms(file).reader()) {
            return read(reader, 0, probabilities.length);
        }
    }

    @Test
    void aProbabilityOfZeroCountsAsTheSmallestFloat() throws IOException {
        assertThat(of(1, 0.5f, 0, Float.MIN_VALUE)).containsExactly(0, LOG_HALF, LOG_LEAST, LOG_LEAST);
    }

    @Test
    void onlyProbabilitiesHaveALogarithm() throws IOException {
        assertThat(of(-Float.MIN_VALUE, -1, 1.002f, Float.NaN, Float.POSITIVE_INFINITY))
                .containsOnly(Double.NaN);
    }

    @Test
    void roundingMayExceedOne() throws IOException {
        assertThat(of(1.0009f)[0]).isBetween(0.00089, 0.00091);
    }

    @Test
    void theFileKeepsItsShapeAndItsOrder() throws IOException {
        try (LogitsFile plain = open(write(directory, "x.bin", littleEndian(1, 1)));
                LogitsFile packed = open(write(directory, "x.bin.gz", GzipTest.packed(littleEndian(1, 1))))) {
            assertThat(new Logarithms(plain).source()).isEqualTo(plain.source());
            assertThat(new Logarithms(plain).isSequential()).isFalse();
            assertThat(new Logarithms(packed).isSequential()).isTrue();
            assertThat(new CutRows(plain, 2, 1).isSequential()).isFalse();
            assertThat(new CutRows(packed, 2, 1).isSequential()).isTrue();
        }
    }

    @Test
    void aReaderClosesItsStream() throws IOException {
        try (LogitsFile packed = open(write(directory, "x.bin.gz", GzipTest.packed(littleEndian(1, 1))));
                ValueReader logarithms = new Logarithms(packed).reader();
                ValueReader cut = new CutRows(packed, 2, 1).reader()) {
            assertThat(read(logarithms, 0, 2)).containsExactly(0, 0);
            assertThat(read(cut, 0, 2)).containsExactly(1, 1);
        }

        assertThat(OpenFiles.below(directory)).isEmpty();
    }
}
