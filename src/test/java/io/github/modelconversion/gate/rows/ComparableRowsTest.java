package io.github.modelconversion.gate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.Tail;
import io.github.modelconversion.judge.evidence.Padding;
import io.github.modelconversion.judge.evidence.Tails;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparableRowsTest {

    /** More values than are read at once. */
    private static final int COUNT = 10_000;

    @TempDir
    Path folder;

    private LogitsFile open(String name, double... values) throws IOException {
        Path file = TestData.writeFloats(folder.resolve(name), values);
        return ContainerReader.tensors(Container.RAW, file, name, ElementType.FLOAT32)
                .get(0)
                .open();
    }

    private Tails tails(double[] ofReference, double[] ofTest) throws IOException {
        try (LogitsFile reference = open("r.bin", ofReference);
                LogitsFile test = open("t.bin", ofTest)) {
            return new ComparableRows(reference, test, ofReference.length, Optional.empty()).tails();
        }
    }

    /** Returns 0, 1, 2, … with one repeated value from an index on. */
    private static double[] endingIn(double value, int from) {
        double[] values = new double[COUNT];
        Arrays.setAll(values, i -> i);
        Arrays.fill(values, from, COUNT, value);
        return values;
    }

    @Test
    void tailsHaveTheDistanceOfTheOtherSideFromTheLongerOne() throws IOException {
        int from = 3_000;
        double[] twoAbove = endingIn(5, from);
        for (int i = from; i < COUNT; i++) {
            twoAbove[i] = i % 2 == 0 ? 7 : 3;
        }

        assertThat(tails(endingIn(5, from), twoAbove))
                .isEqualTo(new Tails(new Tail(COUNT - from, 5), new Tail(1, 3), 4));
        assertThat(tails(twoAbove, endingIn(5, from)))
                .isEqualTo(new Tails(new Tail(1, 3), new Tail(COUNT - from, 5), 4));
    }

    @Test
    void aSingleValueIsATailOfOne() throws IOException {
        assertThat(tails(new double[] {1, 2}, new double[] {1, 5}))
                .isEqualTo(new Tails(new Tail(1, 2), new Tail(1, 5), 0));
    }

    private static Shape shape(long... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    private Optional<ComparableRows> rows(Shape ofReference, Shape ofTest, OutputKind kind) throws IOException {
        try (LogitsFile reference = open("r.bin", new double[(int) ofReference.count()]);
                LogitsFile test = open("t.bin", new double[(int) ofTest.count()])) {
            return ComparableRows.of(reference, ofReference, test, ofTest, kind);
        }
    }

    /** Compares two rows of which three values are on both sides. */
    private Optional<Padding> padding(Shape ofReference, Shape ofTest, OutputKind kind) throws IOException {
        try (LogitsFile reference = open("r.bin", new double[(int) ofReference.count()]);
                LogitsFile test = open("t.bin", new double[(int) ofTest.count()])) {
            ComparableRows rows = ComparableRows.of(reference, ofReference, test, ofTest, kind)
                    .orElseThrow();
            assertThat(rows.width()).isEqualTo(3);
            assertThat(rows.pairs()).isEqualTo(6);
            return rows.padding();
        }
    }

    @Test
    void equalShapesAreComparedWhole() throws IOException {
        assertThat(padding(shape(2, 3), shape(2, 3), OutputKind.EMBEDDINGS)).isEmpty();
    }

    /** All logits are 0, so each of the four of a row has the probability 1/4. */
    @Test
    void longerRowsOfLogitsAreCutAndTheirProbabilityIsKnown() throws IOException {
        assertThat(padding(shape(2, 4), shape(2, 3), OutputKind.LOGITS)).contains(new Padding(4, 3, 0.25));
        assertThat(padding(shape(2, 3), shape(2, 4), OutputKind.LOGITS)).contains(new Padding(3, 4, 0.25));
    }

    @Test
    void otherShapesAreNotCompared() throws IOException {
        assertThat(rows(shape(2, 4), shape(2, 3), OutputKind.EMBEDDINGS)).isEmpty();
        assertThat(rows(shape(2, 3), shape(3, 4), OutputKind.LOGITS)).isEmpty();
        assertThat(rows(shape(2, 3), shape(3, 3), OutputKind.LOGITS)).isEmpty();
    }
}
