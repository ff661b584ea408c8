package io.github.modelconversion.weight.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.source.ArrayValues;
import io.github.modelconversion.weight.source.OpenFiles;
import io.github.modelconversion.weight.source.StoredBlocks;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Weights that llama-quantize rounded with an importance matrix. The matrix of the {@code spread} files is log-normal (deviation 2
 * of the logarithm); that of the {@code columns} files has two of 512 columns 100 000 times as important as the others. Each
 * file has four rows of normal, Laplace and Student-t weights (4 degrees of freedom), and of normal ones with rows and columns
 * of different sizes. The {@code apart} files have the pieces of 256 weights with the largest errors of 10 million.
 */
class ImatrixTest {

    private static final Path FOLDER = Path.of("src/test/resources/weights/imatrix");

    private static final int SHAPES = 4;

    static Stream<TensorType> types() {
        return Arrays.stream(TensorType.values()).filter(type -> Files.exists(file("spread", type)));
    }

    static Stream<TensorType> typesWithPiecesApart() {
        return Arrays.stream(TensorType.values()).filter(type -> Files.exists(file("apart", type)));
    }

    private static Path file(String name, TensorType type) {
        return FOLDER.resolve(name + "-" + type + ".blocks");
    }

    private static float[] weights(String name) throws IOException {
        byte[] halves = Files.readAllBytes(FOLDER.resolve(name + ".f16"));
        float[] weights = new float[halves.length / Short.BYTES];
        WeightTypes.of(TensorType.F16).orElseThrow().decode(halves, 0, weights.length, weights, 0);
        return weights;
    }

    private static Grade judge(TensorType type, boolean imatrix, float[] weights, Path blocks, int from, int to)
            throws IOException {
        Tolerance tolerance = Tolerance.of(type, imatrix);
        return WeightJudge.judge(tolerance, true, measure(tolerance, type, weights, blocks, from, to));
    }

    private static TensorMeasurement measure(
            Tolerance tolerance, TensorType type, float[] weights, Path blocks, int from, int to) throws IOException {
        WeightDecoder decoder = WeightTypes.of(type).orElseThrow();
        int position = from / decoder.blockWeights() * decoder.blockBytes();
        int count = (to - from) / decoder.blockWeights();
        try (OpenFiles files = new OpenFiles();
                Threads threads = Threads.start(1)) {
            return new TensorPair(
                            () -> new ArrayValues(Arrays.copyOfRange(weights, from, to)),
                            () -> new StoredBlocks(files, blocks, position, count, decoder),
                            to - from)
                    .measure(threads, tolerance, WeightSample.ALL, done -> {});
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void correctWeightsAreUsual(TensorType type) throws IOException {
        float[] weights = weights("weights");
        for (String matrix : new String[] {"spread", "columns"}) {
            for (int shape = 0; shape < SHAPES; shape++) {
                int from = shape * weights.length / SHAPES;
                assertThat(judge(type, true, weights, file(matrix, type), from, from + weights.length / SHAPES))
                        .as("%s, shape %d", matrix, shape)
                        .isEqualTo(Grade.USUAL);
            }
            assertThat(judge(type, true, weights, file(matrix, type), 0, weights.length))
                    .as("%s, all shapes", matrix)
                    .isEqualTo(Grade.USUAL);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void otherWeightsDiffer(TensorType type) throws IOException {
        float[] weights = weights("weights");
        float[] others = weights.clone();
        int half = weights.length / SHAPES / 2;
        for (int i = 0; i < weights.length; i++) {
            others[i] = weights[i / half % 2 == 0 ? i + half : i - half];
        }
        for (int shape = 0; shape < SHAPES; shape++) {
            assertThat(judge(type, true, others, file("spread", type), 2 * half * shape, 2 * half * (shape + 1)))
                    .isEqualTo(Grade.DIFFERS);
        }
    }

    /** 256 of 8192 weights are another row's. */
    @ParameterizedTest
    @MethodSource("types")
    void onePieceOfOtherWeightsDiffers(TensorType type) throws IOException {
        float[] weights = weights("weights");
        System.arraycopy(weights, 512, weights, 0, 256);
        assertThat(judge(type, true, weights, file("spread", type), 0, weights.length))
                .isEqualTo(Grade.DIFFERS);
    }

    @ParameterizedTest
    @MethodSource("types")
    void weightsOfTwiceTheSizeDiffer(TensorType type) throws IOException {
        float[] weights = weights("weights");
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= 2;
        }
        assertThat(judge(type, true, weights, file("columns", type), 0, weights.length))
                .isEqualTo(Grade.DIFFERS);
    }

    /** Scales that fit one important weight make all others of a group too large; they still resemble the original. */
    @ParameterizedTest
    @MethodSource("typesWithPiecesApart")
    void piecesScaledToFitImportantWeightsAreNotApart(TensorType type) throws IOException {
        float[] weights = weights("apart-" + type);
        Path blocks = file("apart", type);
        assertThat(measure(Tolerance.of(type, true), type, weights, blocks, 0, weights.length)
                        .apart())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("typesWithPiecesApart")
    void piecesOfOtherWeightsAreApart(TensorType type) throws IOException {
        float[] weights = weights("apart-" + type);
        float[] others = new float[weights.length];
        for (int i = 0; i < others.length; i++) {
            others[i] = weights[(i + 256) % others.length];
        }
        assertThat(measure(Tolerance.of(type, true), type, others, file("apart", type), 0, others.length)
                        .apart())
                .isEqualTo(others.length / 256);
    }

    /** Its quantizer ignores the matrix. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inQ8TheMatrixExcusesNothing(boolean imatrix) throws IOException {
        float[] weights = weights("weights");
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= 1.002f;
        }
        assertThat(judge(TensorType.Q8_0, imatrix, weights, file("spread", TensorType.Q8_0), 0, weights.length))
                .isEqualTo(Grade.DIFFERS);
    }
}
