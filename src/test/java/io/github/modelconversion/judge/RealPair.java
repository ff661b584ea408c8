package io.github.modelconversion.judge;

import io.github.modelconversion.TestData;
import io.github.modelconversion.judge.evidence.EvidenceOfValues;
import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.values.RowRun;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pair of outputs in memory: real ones, or broken by an injury. */
public final class RealPair {

    private static final String ENDING = ".bin";

    public final String name;
    public final OutputKind kind;
    public final int width;
    public final double[] reference;
    public final double[] test;

    /** The standard deviation of the reference's values. */
    public final double deviation;

    private final Measurement measured;

    public RealPair(String name, OutputKind kind, int width, double[] reference, double[] test) {
        this.name = name;
        this.kind = kind;
        this.width = width;
        this.reference = reference;
        this.test = test;
        double mean = Arrays.stream(reference).average().orElseThrow();
        this.deviation = Math.sqrt(Arrays.stream(reference)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
        this.measured = measure();
    }

    /** Returns all pairs with finite values in {@code testdata}, sorted by name. */
    public static List<RealPair> all() {
        try (Stream<Path> files = Files.walk(TestData.FOLDER)) {
            return files.map(TestData.FOLDER::relativize)
                    .filter(file -> file.toString().matches(".*/data/llamacpp-.*(?<!-tokens)\\.bin"))
                    .sorted()
                    .flatMap(RealPair::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the pair named MODEL/SET/data/FILE; empty if its reference is missing or a value is not finite. */
    private static Stream<RealPair> of(Path name) {
        String model = name.getName(0).toString();
        String file = String.valueOf(name.getFileName());
        Path test = TestData.FOLDER.resolve(name);
        OutputKind kind = file.contains("-embeddings") ? OutputKind.EMBEDDINGS : OutputKind.LOGITS;
        String suffix = file.endsWith("-all.bin") ? "-all" : kind.suffix();
        Path reference = test.resolveSibling("pytorch-" + model + suffix + ENDING);
        if (!Files.exists(reference)) {
            return Stream.empty();
        }
        double[] references = TestData.floats(reference);
        double[] tests = TestData.floats(test);
        int width = kind == OutputKind.EMBEDDINGS
                ? (model.startsWith("all-MiniLM") ? 384 : 64)
                : suffix.equals("-all") ? 512 : references.length;
        boolean usable =
                tests.length == references.length && Arrays.stream(tests).allMatch(Double::isFinite);
        String pair = model + "/" + name.getName(1) + "/"
                + file.substring("llamacpp-".length(), file.length() - ENDING.length());
        return usable ? Stream.of(new RealPair(pair, kind, width, references, tests)) : Stream.empty();
    }

    /** Returns whether this is a good conversion, run on the same prompt and compared in the same units. */
    public boolean isRight() {
        return !name.contains("-bug-")
                && !name.contains("/x5-escape/")
                && !name.contains("-normalised/")
                && !name.contains("/e1-embeddings/");
    }

    /** Returns the type in the name. */
    public Optional<Quantization> type() {
        return Quantization.ofName(name.replaceAll("-all$|-embeddings$", ""));
    }

    /** Returns this pair with other values, rounded to float32. */
    public RealPair with(double[] otherReference, double[] otherTest) {
        return new RealPair(name, kind, width, rounded(otherReference), rounded(otherTest));
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(value -> (float) value).toArray();
    }

    public int rows() {
        return reference.length / width;
    }

    private Measurement measure() {
        PairKernel kernel = new PairKernel(reference.length);
        RowRun run = new RowRun(reference.length, width, kind.hasDistributions());
        run.clear(0);
        for (int from = 0; from < reference.length; from += PairKernel.BLOCK) {
            int count = Math.min(PairKernel.BLOCK, reference.length - from);
            run.add(
                    Arrays.copyOfRange(reference, from, from + count),
                    Arrays.copyOfRange(test, from, from + count),
                    count,
                    kernel);
        }
        return run.measurement();
    }

    public Measurement measurement() {
        return measured;
    }

    public double nmse() {
        return measured.metrics().value(Metric.NMSE).orElseThrow();
    }

    /** Returns the causes that are reported for this type. */
    public List<Finding> causes(Optional<Quantization> type) {
        double usual = LimitPolicy.of(List.of()).largestUsualNmse(kind, type);
        return Diagnoses.all(EvidenceOfValues.of(kind, width, reference, test, measured, usual)).stream()
                .filter(finding -> finding.code().isCause())
                .toList();
    }
}
