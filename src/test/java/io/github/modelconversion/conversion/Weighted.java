package io.github.modelconversion.conversion;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.compare.WeightSample;
import io.github.modelconversion.weight.type.quantize.Quantizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A real pair's config.json and tensor lists, with drawn weights for the original and the weights that the converter
 * derives from them. Tests change the converted weights before they are quantized.
 */
final class Weighted {

    private static final int HEAD_ROWS = 32;

    /** The type numbers of ggml.h. */
    private static final Map<TensorType, Integer> NUMBERS = Map.of(
            TensorType.F32,
            0,
            TensorType.F16,
            1,
            TensorType.Q4_0,
            2,
            TensorType.Q8_0,
            8,
            TensorType.Q2_K,
            10,
            TensorType.Q3_K,
            11,
            TensorType.Q4_K,
            12,
            TensorType.BF16,
            30);

    private final Pair pair;
    private WeightSample sample = WeightSample.ALL;
    private final Map<String, float[]> originals = new LinkedHashMap<>();
    private final Map<String, float[]> converted = new TreeMap<>();
    private final Map<String, TensorType> types = new TreeMap<>();

    private Weighted(Pair pair) {
        this.pair = pair;
    }

    /** Draws weights for a real pair. Tensors with two or more dimensions get the type, the others F32. */
    static Weighted real(String name, TensorType type, Path directory) throws IOException {
        Weighted weighted = new Weighted(Pair.real(name));
        weighted.pair.original().counts().forEach((tensor, count) -> {
            float[] values = draw(Math.toIntExact(count), tensor.hashCode());
            weighted.originals.put(tensor, values);
            weighted.pair.original().values(tensor, values);
        });
        for (TensorEntry entry : weighted.pair.compare(directory).tensors().entries()) {
            weighted.converted.put(entry.name(), weighted.converted(entry));
            weighted.types.put(entry.name(), entry.found().size() == 1 ? TensorType.F32 : type);
        }
        return weighted;
    }

    /** Draws BF16 numbers from a normal distribution. */
    static float[] draw(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] =
                    Float.intBitsToFloat(Float.floatToRawIntBits((float) (0.02 * random.nextGaussian())) & 0xffff0000);
        }
        return values;
    }

    private float[] converted(TensorEntry entry) {
        float[] first = original(entry.sources().get(0));
        int columns = Math.toIntExact(entry.found().get(0));
        if (entry.operation() == Operation.PLUS_ONE) {
            float[] shifted = first.clone();
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] += 1;
            }
            return shifted;
        }
        if (entry.operation() == Operation.ROPE) {
            return rotated(first, columns);
        }
        if (entry.operation() == Operation.TRANSPOSED && entry.found().size() > 1) {
            float[] transposed = new float[first.length];
            int rows = first.length / columns;
            for (int i = 0; i < first.length; i++) {
                transposed[i] = first[i % columns * rows + i / columns];
            }
            return transposed;
        }
        float[] all = new float[first.length * entry.sources().size()];
        for (int i = 0; i < entry.sources().size(); i++) {
            System.arraycopy(original(entry.sources().get(i)), 0, all, i * first.length, first.length);
        }
        return all;
    }

    private static float[] rotated(float[] matrix, int columns) {
        float[] rotated = new float[matrix.length];
        for (int row = 0; row < matrix.length / columns; row++) {
            int inHead = row % HEAD_ROWS;
            int from = row - inHead + inHead % 2 * (HEAD_ROWS / 2) + inHead / 2;
            System.arraycopy(matrix, from * columns, rotated, row * columns, columns);
        }
        return rotated;
    }

    /** Returns a tensor's weights in the original. */
    float[] original(String name) {
        return Objects.requireNonNull(originals.get(name), name);
    }

    Weighted changed(String name, Consumer<float[]> change) {
        change.accept(converted.get(name));
        return this;
    }

    Weighted replaced(String name, float... values) {
        converted.put(name, values);
        return this;
    }

    Weighted typed(String name, TensorType type) {
        types.put(name, type);
        return this;
    }

    /** Says in the GGUF file that it was quantized with an importance matrix. */
    Weighted withImatrix() {
        pair.converted().text("quantize.imatrix.file", "tiny.imatrix");
        return this;
    }

    Weighted sampled(double share) {
        sample = new WeightSample(share);
        return this;
    }

    /** Returns the names of the GGUF file's tensors. */
    Set<String> names() {
        return converted.keySet();
    }

    TensorResult check(Path directory) throws IOException {
        return check(directory, 2);
    }

    TensorResult check(Path directory, int threadCount) throws IOException {
        quantize();
        return checkAsIs(directory, threadCount);
    }

    private void quantize() {
        converted.forEach((name, values) -> pair.converted()
                .data(
                        name,
                        Objects.requireNonNull(NUMBERS.get(types.get(name))),
                        Quantizers.quantize(types.get(name), values)));
    }

    TensorResult checkWithUnknownType(String name, Path directory) throws IOException {
        check(directory);
        pair.converted().data(name, 77, new byte[32]);
        return checkAsIs(directory, 1);
    }

    TensorResult checkSplit(Path directory, int parts) throws IOException {
        quantize();
        return checkAsIs(directory, pair.converted().writeSplit(directory, parts), 2);
    }

    private TensorResult checkAsIs(Path directory, int threadCount) throws IOException {
        return checkAsIs(directory, pair.converted().write(directory.resolve("model.gguf")), threadCount);
    }

    private TensorResult checkAsIs(Path directory, Path converted, int threadCount) throws IOException {
        OriginalFolder original = pair.original().write(directory.resolve("original"));
        GgufParts parts = GgufParts.read(converted);
        try (Threads threads = Threads.start(threadCount)) {
            return ModelComparison.of(original, parts, "model.gguf", Set.of(Check.WEIGHTS))
                    .withValues(original, parts, sample, threads, Progress.NONE)
                    .tensors();
        }
    }
}
