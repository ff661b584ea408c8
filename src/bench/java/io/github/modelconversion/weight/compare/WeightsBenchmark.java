package io.github.modelconversion.weight.compare;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds per weight, in one thread, for blocks with random bytes; {@code src/bench/jmh.sh Weights} runs it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WeightsBenchmark {

    private static final int WEIGHTS = TensorPair.CHUNK;

    @Param({"F16", "Q8_0", "Q4_0", "Q4_K", "Q6_K", "IQ4_NL", "IQ3_S"})
    private TensorType type = TensorType.Q8_0;

    private final WeightDecoder original = WeightTypes.of(TensorType.BF16).orElseThrow();
    private WeightDecoder converted = original;
    private int blocks;
    private byte[] originalBytes = new byte[WEIGHTS * Short.BYTES];
    private byte[] convertedBytes = new byte[0];
    private final float[] references = new float[WEIGHTS];
    private final float[] tests = new float[WEIGHTS];
    private final float[] steps = new float[WEIGHTS];
    private PairAccumulator sums = new PairAccumulator(Tolerance.of(type, false));

    @Setup
    public void fill() {
        converted = WeightTypes.of(type).orElseThrow();
        blocks = WEIGHTS / converted.blockWeights();
        convertedBytes = new byte[blocks * converted.blockBytes()];
        Random random = new Random(1);
        random.nextBytes(convertedBytes);
        random.nextBytes(originalBytes);
        for (int i = 1; i < originalBytes.length; i += Short.BYTES) {
            originalBytes[i] = (byte) ((originalBytes[i] & 0x81) | 0x3c); // from 0.008 to 0.06
        }
        // Clears the highest bit of every exponent: infinite scales would distort the measurement.
        for (int i = 1; i < convertedBytes.length; i++) {
            convertedBytes[i] &= (byte) 0xbf;
        }
        sums = new PairAccumulator(Tolerance.of(type, false));
    }

    @Benchmark
    @OperationsPerInvocation(WEIGHTS)
    public Object decode() {
        converted.decode(convertedBytes, 0, blocks, tests, 0);
        return tests;
    }

    @Benchmark
    @OperationsPerInvocation(WEIGHTS)
    public Object steps() {
        converted.steps(convertedBytes, 0, blocks, steps, 0);
        return steps;
    }

    /** All the work on a chunk of weights after it was read. */
    @Benchmark
    @OperationsPerInvocation(WEIGHTS)
    public Object compare() {
        original.decode(originalBytes, 0, WEIGHTS, references, 0);
        converted.decode(convertedBytes, 0, blocks, tests, 0);
        converted.steps(convertedBytes, 0, blocks, steps, 0);
        sums.clear();
        sums.add(0, references, tests, steps, WEIGHTS);
        return sums.measurement();
    }
}
