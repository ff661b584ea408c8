package io.github.modelconversion.measure.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Shape trials on files of any length, which compute their values from the index and count the values read. */
class ShapeTrialsTest {

    private final AtomicLong read = new AtomicLong();

    private static double random(long index) {
        return new SplittableRandom(index).nextDouble();
    }

    private LogitsFile file(LongToDoubleFunction values, boolean sequential, Long... dimensions) {
        Shape shape = new Shape(Arrays.asList(dimensions));
        return new LogitsFile() {
            @Override
            public Source source() {
                return new Source("x", Format.of(Container.RAW, ElementType.FLOAT32), shape);
            }

            @Override
            public boolean isSequential() {
                return sequential;
            }

            @Override
            public ValueReader reader() {
                return new ValueReader() {
                    @Override
                    public void read(long first, double[] into, int count) {
                        assertThat(first + count).isLessThanOrEqualTo(shape.count());
                        read.addAndGet(count);
                        Arrays.setAll(into, i -> i < count ? values.applyAsDouble(first + i) : into[i]);
                    }

                    @Override
                    public void close() {
                        // Nothing is open.
                    }
                };
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private static ShapeTrials trials(LogitsFile reference, LogitsFile test) throws IOException {
        return ShapeTrials.of(
                reference, reference.source().shape(), test, test.source().shape());
    }

    @Test
    void aMillionValuesPerSideAreReadFromGigabytes() throws IOException {
        long width = 1_000_000;
        ShapeTrials trials = trials(
                file(ShapeTrialsTest::random, false, 4000L, width),
                file(index -> random(index + width) + 1e-3, false, 3999L, width));

        assertThat(trials.agrees()).isTrue();
        assertThat(trials.sentences())
                .contains("reference without its first row", "reference.reshape(4000, 1000000)[1:]");
        assertThat(read.get()).isLessThanOrEqualTo(2 << 20);
    }

    @Test
    void tooManyRowsAreNotTried() throws IOException {
        ShapeTrials trials = trials(
                file(ShapeTrialsTest::random, false, 5_000_000L, 16L),
                file(ShapeTrialsTest::random, false, 4_999_999L, 16L));

        assertThat(trials.agrees()).isFalse();
        assertThat(trials.sentences()).isEmpty();
        assertThat(read.get()).isZero();
    }

    @Test
    void aFewHundredValuesAreReadForEachOtherOrder() throws IOException {
        long heads = 32;
        long positions = 100_000;
        long size = 128;
        ShapeTrials trials = trials(
                file(ShapeTrialsTest::random, false, positions, heads, size),
                file(
                        index -> random(index / size % positions * heads * size
                                + index / size / positions * size
                                + index % size),
                        false,
                        heads,
                        positions,
                        size));

        assertThat(trials.agrees()).isTrue();
        assertThat(trials.nmse()).isZero();
        assertThat(trials.sentences()).contains("test.reshape(32, 100000, 128).transpose(1, 0, 2)");
        assertThat(read.get()).isLessThanOrEqualTo(512 * (1 + 6));
    }

    @Test
    void sequentialFilesAreNotReadRepeatedly() throws IOException {
        LogitsFile large = file(ShapeTrialsTest::random, true, 1000L, 3000L);

        assertThat(trials(file(ShapeTrialsTest::random, true, 3000L, 1000L), large)
                        .sentences())
                .isEmpty();
        assertThat(read.get()).isZero();
    }

    @Test
    void anExtraPatchAtTheStartOfEachImageIsFound() throws IOException {
        long size = 24;
        ShapeTrials trials = trials(
                file(ShapeTrialsTest::random, false, 8L, 577L, size),
                file(
                        index -> random(index / (576 * size) * 577 * size + size + index % (576 * size)),
                        false,
                        8L,
                        576L,
                        size));

        assertThat(trials.sentences()).contains("without its first row", "reference.reshape(8, 577, 24)[:, 1:]");
    }

    @Test
    void pooledImagesAreFound() throws IOException {
        long size = 24;
        LongToDoubleFunction mean = index -> {
            double sum = 0;
            for (int row = 0; row < 9; row++) {
                sum += random((index / size * 9 + row) * size + index % size);
            }
            return sum / 9;
        };
        ShapeTrials trials = trials(file(mean, false, 3L, size), file(ShapeTrialsTest::random, false, 3L, 9L, size));

        assertThat(trials.sentences())
                .contains("the mean of the 9 rows of the test", "test.reshape(3, 9, 24).mean(axis=1)");
    }

    @Test
    void notANumberIsLeftOut() throws IOException {
        ShapeTrials trials = trials(
                file(index -> index % 7 == 0 ? Double.NaN : random(index), false, 5L, 100L),
                file(index -> index == 3 ? Double.NEGATIVE_INFINITY : random(index), false, 4L, 100L));
        assertThat(trials.sentences()).contains("without its last row");

        assertThat(trials(file(index -> Double.NaN, false, 5L, 100L), file(index -> 1, false, 4L, 100L))
                        .sentences())
                .isEmpty();
    }

    @Test
    void equalRowsProveNothing() throws IOException {
        ShapeTrials trials = trials(
                file(index -> random(index % 100), false, 5L, 100L),
                file(index -> random(index % 100), false, 4L, 100L));

        assertThat(trials.agrees()).isFalse();
        assertThat(List.of(trials.nmse(), trials.nextNmse())).containsOnly(0.0);
    }
}
