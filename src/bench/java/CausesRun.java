import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.Tail;
import io.github.modelconversion.judge.Diagnoses;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Figures;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.judge.evidence.RowFacts;
import io.github.modelconversion.judge.evidence.Standards;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.judge.evidence.Tails;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.values.RowRun;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Times the causes against the measurement, on generated values in memory: {@code java CausesRun CASE ROWS WIDTH
 * [REPETITIONS]} with noise, shift or scale for CASE. The first line is from a cold JVM.
 */
final class CausesRun {

    private static final Head NO_HEAD = noHead();

    public static void main(String[] arguments) {
        int rows = Integer.parseInt(arguments[1]);
        int width = Integer.parseInt(arguments[2]);
        int repetitions = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        switch (arguments[0]) {
            case "noise" -> run("noise", rows, width, repetitions, 1, 0, 0.3);
            case "shift" -> run("shift", rows, width, repetitions, 1, 1, 0.01);
            case "scale" -> run("scale", rows, width, repetitions, 1.5, 0, 0.01);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Returns the CPU time of this thread in ns, unaffected by other processes. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void run(
            String name, int rows, int width, int repetitions, double factor, double shift, double noise) {
        for (int i = 0; i < repetitions; i++) {
            long start = cpu();
            RowRun run = new RowRun((long) rows * width, width, true);
            long generating = measure(rows, width, factor, shift, noise, run);
            Measurement measurement = run.measurement();
            long measured = cpu();
            long[] positions = RowSample.positions(rows, width);
            double[] reference = new double[positions.length * width];
            double[] test = new double[reference.length];
            for (int row = 0; row < positions.length; row++) {
                fill(positions[row], width, factor, shift, noise, reference, test, row * width);
            }
            long sampled = cpu();
            RowSample sample = new RowSample(positions, rows, width, reference, test);
            List<Finding> findings = Diagnoses.all(evidence(rows, width, measurement, sample));
            long diagnosed = cpu();
            System.out.printf(
                    Locale.ROOT,
                    "%s: causes %.1f ms, measuring %.1f ms %s%n",
                    name,
                    (diagnosed - sampled) / 1e6,
                    (measured - start - generating) / 1e6,
                    findings.stream().map(Finding::code).toList());
        }
    }

    /** Measures generated values; returns the time in ns spent on generating them. */
    private static long measure(int rows, int width, double factor, double shift, double noise, RowRun run) {
        PairKernel kernel = new PairKernel((long) rows * width);
        double[] reference = new double[width];
        double[] test = new double[width];
        double[] block = new double[PairKernel.BLOCK];
        double[] testBlock = new double[PairKernel.BLOCK];
        run.clear(0);
        long generating = 0;
        for (int row = 0; row < rows; row++) {
            long start = cpu();
            fill(row, width, factor, shift, noise, reference, test, 0);
            generating += cpu() - start;
            for (int from = 0; from < width; from += block.length) {
                int count = Math.min(block.length, width - from);
                System.arraycopy(reference, from, block, 0, count);
                System.arraycopy(test, from, testBlock, 0, count);
                run.add(block, testBlock, count, kernel);
            }
        }
        return generating;
    }

    private static void fill(
            long row, int width, double factor, double shift, double noise, double[] reference, double[] test, int at) {
        Random random = new Random(row);
        for (int i = 0; i < width; i++) {
            reference[at + i] = 3 * random.nextGaussian();
            test[at + i] = factor * reference[at + i] + shift + noise * random.nextGaussian();
        }
    }

    private static Head noHead() {
        try {
            Path file = Files.writeString(Files.createTempFile("head", ".txt"), "0\n");
            try (LogitsFile opened = ContainerReader.tensors(Container.TEXT, file, "a.txt", ElementType.FLOAT32)
                    .get(0)
                    .open()) {
                return Head.of(opened, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Evidence evidence(int rows, int width, Measurement measurement, RowSample sample) {
        Source source = new Source(
                "a.bin", Format.of(Container.RAW, ElementType.FLOAT32), new Shape(List.of((long) rows, (long) width)));
        OutputFacts facts = new OutputFacts(source, true, Prompt.unknown("a-tokens.bin"), Optional.empty(), NO_HEAD);
        return new Evidence(
                OutputKind.LOGITS,
                facts,
                facts,
                false,
                Conversion.named("b"),
                new Figures.OfValues(
                        measurement, Optional.of(sample), new Tails(new Tail(1, 0), new Tail(1, 0), 0), RowFacts.NONE),
                new Standards(Strictness.DEFAULT, false, Optional.empty(), Standards.LARGEST_USUAL_NMSE, false));
    }
}
