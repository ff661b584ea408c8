package io.github.modelconversion.measure.sum;

import io.github.modelconversion.measure.values.RowRun;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The arithmetic alone, on blocks in the processor's cache; {@code src/bench/jmh.sh} runs it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MomentsBenchmark {

    private static final int BLOCK = 1 << 13;

    /** Clean blocks, blocks with one masked entry each, and inputs short enough to be summed in double-double throughout. */
    @Param({"clean", "masked", "few"})
    private String data = "";

    private final double[] reference = new double[BLOCK];
    private final double[] test = new double[BLOCK];
    private final BlockSums sums = new BlockSums();
    private final PairKernel kernel = new PairKernel(Long.MAX_VALUE);
    private final PairKernel kernelForFew = new PairKernel(BLOCK - 1);
    private final PairMoments moments = new PairMoments();
    private final RowRun run = new RowRun(Long.MAX_VALUE, Long.MAX_VALUE, true);

    @Setup
    public void fill() {
        Random random = new Random(1);
        for (int i = 0; i < BLOCK; i++) {
            reference[i] = (float) (8 * random.nextGaussian());
            test[i] = (float) (reference[i] + 0.1 * random.nextGaussian());
        }
        if (data.equals("masked")) {
            reference[77] = test[77] = Double.NEGATIVE_INFINITY;
        }
    }

    /** One chunk of 65 536 pairs; with {@code few} a single block. */
    @Benchmark
    public Object chunk() {
        boolean few = data.equals("few");
        PairKernel chosen = few ? kernelForFew : kernel;
        moments.clear();
        for (int block = 0; block < (few ? 1 : 8); block++) {
            chosen.add(moments, reference, test, few ? BLOCK - 1 : BLOCK, 0);
        }
        return moments;
    }

    /** The hot loop alone over one block of 8 192 pairs. */
    @Benchmark
    public Object block() {
        sums.sum(reference, test, BLOCK, 0.5, 1, 40);
        return sums;
    }

    /** One chunk with all figures of rows: part of one row that is wider than the chunk. */
    @Benchmark
    public Object rows() {
        run.clear(0);
        for (int block = 0; block < 8; block++) {
            run.add(reference, test, BLOCK, kernel);
        }
        return run;
    }
}
