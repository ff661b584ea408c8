package io.github.modelconversion.result;

import static io.github.modelconversion.TestData.writeFloats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.TestData;
import io.github.modelconversion.input.tensor.NpyFixture;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The message for real outputs if one side has other rows, or the same values in another order. */
class ShapesThatDoNotFitTest {

    private static final Path ONCE = TestData.FOLDER.resolve("stories260K/p2-once/data");
    private static final Path MINI = TestData.FOLDER.resolve("all-MiniLM-L6-v2");
    private static final double[] REFERENCE = TestData.floats(ONCE.resolve("pytorch-stories260K-all.bin"));
    private static final double[] TEST = TestData.floats(ONCE.resolve("llamacpp-stories260K-Q8_0-all.bin"));
    private static final int ROWS = 14;
    private static final int WIDTH = 512;

    @TempDir
    Path project;

    private Path reference;
    private Path test;
    private OutputKind kind = OutputKind.LOGITS;

    @BeforeEach
    void nameFiles() {
        reference = project.resolve("a.npy");
        test = project.resolve("b.npy");
    }

    private static double[] rows(double[] values, int width, IntStream rows) {
        return rows.mapToObj(row -> Arrays.copyOfRange(values, row * width, (row + 1) * width))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[] rows(double[] values, int from, int to) {
        return rows(values, WIDTH, IntStream.range(from, to));
    }

    private static void npy(Path file, String shape, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        try {
            Files.write(file, NpyFixture.npy("<f4", false, shape, bytes.array()));
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }

    private Finding finding() {
        Comparison comparison =
                PairFixture.files(project, reference, test).ofKind(kind).check();
        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        Finding finding = comparison.findings().get(0);
        assertThat(finding.code()).isEqualTo(Code.SHAPE_MISMATCH);
        return finding;
    }

    private static double number(Finding finding, String name) {
        return Objects.requireNonNull(finding.evidence().get(name)).doubleValue();
    }

    /** Returns the NMSE as NumPy computes it: the mean squared error over the population variance. */
    private static double nmse(double[] expected, double[] found) {
        double mean = Arrays.stream(expected).average().orElseThrow();
        double variance = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            variance += (expected[i] - mean) * (expected[i] - mean);
            error += (found[i] - expected[i]) * (found[i] - expected[i]);
        }
        return error / variance;
    }

    @Test
    void anExtraTokenAtTheStartIsNamedWithTheCodeThatRemovesIt() {
        npy(reference, "(14, 512)", REFERENCE);
        npy(test, "(13, 512)", rows(TEST, 1, ROWS));

        Finding finding = finding();

        assertThat(finding.message())
                .startsWith(
                        "expected the same shape on both sides, found 14 x 512 values in the reference (a.npy) and 13"
                                + " x 512 in the test (b.npy). The test agrees with the reference without its first row (NMSE ")
                .endsWith("in NumPy, reference = reference.reshape(14, 512)[1:]");
        assertThat(number(finding, "nmseOfPart"))
                .isCloseTo(nmse(rows(REFERENCE, 1, ROWS), rows(TEST, 1, ROWS)), within(1e-9));
        assertThat(number(finding, "nmseOfOthers"))
                .isCloseTo(nmse(rows(REFERENCE, 0, ROWS - 1), rows(TEST, 1, ROWS)), within(1e-6));
    }

    @Test
    void extraTokensAtTheEndOfTheTestAreNamed() {
        npy(reference, "(1, 11, 512)", rows(REFERENCE, 0, 11));
        npy(test, "(1, 14, 512)", TEST);

        assertThat(finding().message())
                .contains("The reference agrees with the test without its last 3 rows (", "test.reshape(14, 512)[:11]");
    }

    @Test
    void aPartOfTheMiddleIsNamed() {
        npy(reference, "(14, 512)", REFERENCE);
        npy(test, "(4, 512)", rows(TEST, 6, 10));

        assertThat(finding().message())
                .contains("The test agrees with rows 6 to 9 of the reference (", "reference.reshape(14, 512)[6:10]");
    }

    @Test
    void rowsMissingInBetweenAreNamed() {
        npy(reference, "(14, 512)", REFERENCE);
        npy(test, "(12, 512)", rows(TEST, WIDTH, IntStream.range(0, ROWS).filter(row -> row != 5 && row != 6)));

        assertThat(finding().message())
                .contains(
                        "The test agrees with the reference without rows 5 to 6 (",
                        "np.delete(reference.reshape(14, 512), slice(5, 7), axis=0)");
    }

    @Test
    void theRowThatAgreesWithASingleOneIsNamed() {
        npy(reference, "(1, 512)", rows(REFERENCE, 13, 14));
        npy(test, "(14, 512)", TEST);
        assertThat(finding().message())
                .contains("The reference agrees with row 13, the last, of the test (", "test.reshape(14, 512)[13]");

        npy(reference, "(1, 512)", rows(REFERENCE, 4, 5));
        assertThat(finding().message()).contains("The reference agrees with row 4 of the test (");
    }

    @Test
    void filesWithoutRowsAreCutIntoThem() throws IOException {
        reference = ONCE.resolve("pytorch-stories260K-all.bin").toAbsolutePath();
        test = ONCE.resolve("llamacpp-stories260K-Q8_0.bin").toAbsolutePath();
        assertThat(finding().message()).contains("The test agrees with row 13, the last, of the reference (");

        test = writeFloats(project.resolve("b.bin"), rows(TEST, 1, ROWS));
        assertThat(finding().message()).contains("without its first row (", "[1:], and set width to 512");
    }

    @Test
    void poolingIsNamed() {
        kind = OutputKind.EMBEDDINGS;
        String name = "llamacpp-all-MiniLM-L6-v2-f16-embeddings.bin";
        reference = MINI.resolve("s1-default-pertoken/data/pytorch-all-MiniLM-L6-v2-embeddings.bin")
                .toAbsolutePath();
        test = MINI.resolve("s1-default-pooled/data/" + name).toAbsolutePath();
        assertThat(finding().message())
                .contains(
                        "The test agrees with the mean of the 5 rows of the reference, both at unit length",
                        ".mean(axis=0)");

        test = MINI.resolve("s1-default-pooled/data/llamacpp-all-MiniLM-L6-v2-bug-clspool-f16-embeddings.bin")
                .toAbsolutePath();
        assertThat(finding().message()).contains("The test agrees with row 0 of the reference, both at unit length");
    }

    @Test
    void exchangedDimensionsAreNamed() {
        npy(reference, "(1, 8, 14, 64)", moved(REFERENCE, i -> i / 64 % 14 * 512 + i / (14 * 64) * 64 + i % 64));
        npy(test, "(1, 14, 8, 64)", TEST);

        assertThat(finding().message())
                .contains(
                        "The reference agrees with the test with its dimensions in the order 1, 0, 2 (8 x 14 x 64)",
                        "test.reshape(14, 8, 64).transpose(1, 0, 2)");

        npy(test, "(14, 512)", TEST);
        assertThat(finding().message()).contains("reference.reshape(8, 14, 64).transpose(1, 0, 2).reshape(14, 512)");

        npy(test, "(512, 14)", moved(TEST, i -> i % 14 * 512 + i / 14));
        npy(reference, "(14, 512)", REFERENCE);
        assertThat(finding().message()).contains("test.reshape(512, 14).transpose(1, 0)");

        npy(test, "(512, 14)", TEST);
        assertThat(finding().message()).contains("test = test.reshape(14, 512)", "only the shape differs");
    }

    private static double[] moved(double[] values, IntUnaryOperator from) {
        return IntStream.range(0, values.length)
                .map(from)
                .mapToDouble(i -> values[i])
                .toArray();
    }

    @Test
    void aBatchAndOtherColumnsAreNamed() {
        double[] both = Arrays.copyOf(TEST, 2 * TEST.length);
        System.arraycopy(
                rows(TEST, WIDTH, IntStream.range(0, ROWS).map(row -> 13 - row)), 0, both, TEST.length, TEST.length);
        npy(reference, "(14, 512)", REFERENCE);
        npy(test, "(2, 14, 512)", both);
        assertThat(finding().message()).contains("item 0 of dimension 0 of the test", "test.reshape(2, 14, 512)[0]");

        npy(test, "(14, 480)", rows480());
        assertThat(finding().message())
                .contains("the reference without its first 32 columns", "reference.reshape(14, 512)[:, 32:]");
    }

    private static double[] rows480() {
        return IntStream.range(0, TEST.length)
                .filter(i -> i % WIDTH >= 32)
                .mapToDouble(i -> TEST[i])
                .toArray();
    }

    @Test
    void nothingIsClaimedIfNothingAgrees() {
        npy(reference, "(14, 512)", REFERENCE);
        double[] other = rows(TEST, 0, 13);
        for (int i = 0; i < other.length; i++) {
            other[i] = Math.sin(i * (double) i);
        }
        npy(test, "(13, 512)", other);
        assertThat(finding().message()).contains("(tried 3; ").doesNotContain("NumPy");

        // Two equal rows: the test may be either.
        double[] twice = REFERENCE.clone();
        System.arraycopy(REFERENCE, 0, twice, 13 * WIDTH, WIDTH);
        npy(reference, "(14, 512)", twice);
        npy(test, "(1, 512)", rows(TEST, 0, 1));
        assertThat(finding().evidence()).doesNotContainKey("nmseOfPart");
    }
}
