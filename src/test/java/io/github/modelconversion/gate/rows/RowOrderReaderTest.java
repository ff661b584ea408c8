package io.github.modelconversion.gate.rows;

import static io.github.modelconversion.input.tensor.NpyFixture.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.LogitsFixture;
import io.github.modelconversion.judge.evidence.RowOrder;
import io.github.modelconversion.judge.evidence.RowOrder.Nearer;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows of +1 and −1, by a bit of the column's number. Any two such rows are orthogonal: with mean 0 and n columns, a row has
 * the squared length n and the squared distance 2 n from each other row, twice its own length.
 */
class RowOrderReaderTest {

    private static final int WIDTH = 32;

    @TempDir
    private Path directory;

    private static double[] row(int bit, int width, double factor, double shift) {
        double[] row = new double[width];
        int step = width / WIDTH;
        for (int i = 0; i < width; i++) {
            row[i] = factor * ((((i / step) >> bit) & 1) == 0 ? 1 : -1) + shift;
        }
        return row;
    }

    private static double[] row(int bit) {
        return row(bit, WIDTH, 1, 0);
    }

    private LogitsFile open(String name, double[]... rows) throws IOException {
        ByteBuffer values =
                ByteBuffer.allocate(rows.length * rows[0].length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : rows) {
            for (double value : row) {
                values.putDouble(value);
            }
        }
        String shape = "(" + rows.length + ", " + rows[0].length + ")";
        return LogitsFixture.open(LogitsFixture.write(directory, name, npy("<f8", false, shape, values.array())));
    }

    private RowOrder order(OutputKind kind, double[][] ofReference, double[]... ofTest) throws IOException {
        try (LogitsFile reference = open("r.npy", ofReference);
                LogitsFile test = open("t.npy", ofTest);
                Threads one = Threads.start(1)) {
            ComparableRows rows = ComparableRows.of(
                            reference,
                            reference.source().shape(),
                            test,
                            test.source().shape(),
                            kind)
                    .orElseThrow();
            return MeasuredRows.of(
                            rows,
                            kind,
                            Head.of(reference, directory.resolve("r.npy")),
                            Head.of(test, directory.resolve("t.npy")),
                            one,
                            done -> {})
                    .order();
        }
    }

    /** Logits mean the same if all of them are shifted. */
    @ParameterizedTest
    @ValueSource(ints = {32, 512})
    void exchangedRowsOfLogitsAreFoundWithTheirDistances(int width) throws IOException {
        double[][] reference = {row(0, width, 1, 0), row(1, width, 1, 0), row(2, width, 1, 3), row(3, width, 1, 0)};

        RowOrder order = order(
                OutputKind.LOGITS,
                reference,
                row(1, width, 1, 5),
                row(0, width, 1, 0),
                row(2, width, 1, 0),
                row(3, width, 1, -1));

        assertThat(order).isEqualTo(new RowOrder(4, List.of(new Nearer(0, 2, 1, 0), new Nearer(1, 2, 0, 0))));
    }

    /** With 1 added, two rows of squared length 2 n have the cosine ½, and the squared distance 1 at unit length. */
    @Test
    void exchangedEmbeddingsAreFoundWhateverTheirLength() throws IOException {
        double[][] reference = {row(0, WIDTH, 1, 1), row(1, WIDTH, 2, 2), row(2, WIDTH, 1, 1)};

        RowOrder order =
                order(OutputKind.EMBEDDINGS, reference, row(1, WIDTH, 3, 3), row(0, WIDTH, 1, 1), row(2, WIDTH, 5, 5));

        assertThat(order.compared()).isEqualTo(3);
        assertThat(order.nearer()).hasSize(2);
        assertThat(order.nearer().get(0).row()).isZero();
        assertThat(order.nearer().get(0).other()).isEqualTo(1);
        assertThat(order.nearer().get(0).distance()).isCloseTo(1, offset(1e-12));
        assertThat(order.nearer().get(0).distanceFromOther()).isCloseTo(0, offset(1e-12));
    }

    /** The test's row is equally far from all others. */
    @Test
    void aDamagedReferenceRowIsNoExchange() throws IOException {
        double[][] reference = {row(0), row(4, WIDTH, 9, 0), row(2), row(3)};

        assertThat(order(OutputKind.LOGITS, reference, row(0), row(1), row(2), row(3)))
                .isEqualTo(new RowOrder(4, List.of()));
    }

    @Test
    void maskedEntriesAreLeftOut() throws IOException {
        double[][] reference = {row(0), row(1), row(2)};
        double[][] test = {row(1), row(0), row(2)};
        for (int i = 0; i < 3; i++) {
            reference[i][0] = Double.NEGATIVE_INFINITY;
            test[i][0] = Double.NEGATIVE_INFINITY;
        }

        assertThat(order(OutputKind.LOGITS, reference, test).nearer())
                .extracting(Nearer::row, Nearer::other)
                .containsExactly(tuple(0L, 1L), tuple(1L, 0L));
    }

    @Test
    void rowsThatMatchTheirOwnAreNotCompared() throws IOException {
        double[][] rows = {row(0), row(1)};

        assertThat(order(OutputKind.LOGITS, rows, rows)).isEqualTo(RowOrder.UNKNOWN);
    }

    /** In few dimensions noise may point at another row. */
    @Test
    void narrowRowsAreNotCompared() throws IOException {
        double[][] reference = {Arrays.copyOf(row(0), 31), Arrays.copyOf(row(1), 31)};

        assertThat(order(OutputKind.LOGITS, reference, reference[1], reference[0]))
                .isEqualTo(RowOrder.UNKNOWN);
    }

    @Test
    void twoRowsCanBeExchanged() throws IOException {
        double[][] reference = {row(0), row(1)};

        assertThat(order(OutputKind.LOGITS, reference, row(1), row(0)))
                .isEqualTo(new RowOrder(2, List.of(new Nearer(0, 2, 1, 0), new Nearer(1, 2, 0, 0))));
    }

    /** Its own row has hardly any length, so all others are near: that says nothing. */
    @Test
    void aNearlyEmptyReferenceRowIsNoExchange() throws IOException {
        double[][] reference = {row(0), row(4, WIDTH, 0.1, 0), row(2), row(3)};

        assertThat(order(OutputKind.LOGITS, reference, row(0), row(1), row(2), row(3))
                        .nearer())
                .isEmpty();
    }

    private static double[] sum(double[] one, double factor, double[] other) {
        double[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * other[i];
        }
        return sum;
    }

    /** With noise of 0.6, the cosine is 1/√1.36 and 14 % of the distance is left: more than an exchange explains. */
    @Test
    void noisyRowsCountOnlyIfMostEmbeddingsAreNearerToOthers() throws IOException {
        double[][] reference = {row(0), row(1), row(2)};
        double[][] turned = {sum(row(1), 0.6, row(4)), sum(row(2), 0.6, row(4)), sum(row(0), 0.6, row(4))};

        assertThat(order(OutputKind.EMBEDDINGS, reference, turned).nearer())
                .extracting(Nearer::row, Nearer::other)
                .containsExactly(tuple(0L, 1L), tuple(1L, 2L), tuple(2L, 0L));
        assertThat(order(OutputKind.EMBEDDINGS, reference, turned[0], row(1), row(2))
                        .nearer())
                .isEmpty();
        assertThat(order(OutputKind.LOGITS, reference, turned).nearer()).isEmpty();
    }

    /** 95 % of the distance is left. */
    @Test
    void aRowThatIsHardlyNearerIsNoExchange() throws IOException {
        double[][] reference = {row(0), row(1), row(2)};
        double[][] others = {sum(row(4), 0.05, row(1)), sum(row(4), 0.05, row(2)), sum(row(4), 0.05, row(0))};

        assertThat(order(OutputKind.EMBEDDINGS, reference, others).nearer()).isEmpty();
        assertThat(order(OutputKind.LOGITS, reference, others).nearer()).isEmpty();
    }

    /** Rows that are alike: a test row is then close to each of them if only its own reference row is damaged. */
    @Test
    void amongSimilarRowsOnlyOneThatIsMuchNearerIsAnExchange() throws IOException {
        double[][] rows = {
            sum(row(0), 10, row(4)), sum(row(1), 10, row(4)), sum(row(2), 10, row(4)), sum(row(3), 10, row(4))
        };
        double[][] damaged = rows.clone();
        damaged[1] = row(4, WIDTH, -10, 0);

        assertThat(order(OutputKind.LOGITS, damaged, rows).nearer()).isEmpty();
        assertThat(order(OutputKind.LOGITS, rows, rows[1], rows[0], rows[2], rows[3])
                        .nearer())
                .extracting(Nearer::row, Nearer::other)
                .containsExactly(tuple(0L, 1L), tuple(1L, 0L));
    }
}
