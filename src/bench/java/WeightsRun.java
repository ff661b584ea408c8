import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.compare.TensorMeasurement;
import io.github.modelconversion.weight.compare.TensorPair;
import io.github.modelconversion.weight.compare.Tolerance;
import io.github.modelconversion.weight.compare.WeightSample;
import io.github.modelconversion.weight.source.OpenFiles;
import io.github.modelconversion.weight.source.StoredBlocks;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a file of BF16 weights with a file of quantized blocks, without Maven: {@code java WeightsRun ORIGINAL CONVERTED
 * TYPE [THREADS [REPETITIONS]]}.
 */
final class WeightsRun {

    public static void main(String[] arguments) throws IOException {
        Path original = Path.of(arguments[0]);
        Path converted = Path.of(arguments[1]);
        TensorType type = TensorType.valueOf(arguments[2]);
        int threadCount = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        int repetitions = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
        try (OpenFiles files = new OpenFiles();
                Threads threads = Threads.start(threadCount)) {
            TensorPair pair = new TensorPair(
                    () -> blocks(files, original, TensorType.BF16),
                    () -> blocks(files, converted, type),
                    Files.size(original) / Short.BYTES);
            for (int i = 0; i < repetitions; i++) {
                long start = System.nanoTime();
                TensorMeasurement measured =
                        pair.measure(threads, Tolerance.of(type, false), WeightSample.ALL, done -> {});
                System.out.println((System.nanoTime() - start) / 1_000_000 + " ms nmse "
                        + measured.sums().nmse() + " slope " + measured.sums().slope() + " off "
                        + measured.off());
            }
        }
    }

    private static StoredBlocks blocks(OpenFiles files, Path file, TensorType type) throws IOException {
        WeightDecoder decoder = WeightTypes.of(type).orElseThrow();
        return new StoredBlocks(files, file, 0, Files.size(file) / decoder.blockBytes(), decoder);
    }
}
