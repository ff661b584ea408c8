package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.weight.compare.TensorMeasurement;
import io.github.modelconversion.weight.compare.TensorPair;
import io.github.modelconversion.weight.compare.Tolerance;
import io.github.modelconversion.weight.compare.WeightJudge;
import io.github.modelconversion.weight.compare.WeightSample;
import io.github.modelconversion.weight.source.ConvertedTensor;
import io.github.modelconversion.weight.source.OpenFiles;
import io.github.modelconversion.weight.type.WeightDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the values of the tensors whose names and shapes agree, tensor by tensor, in constant memory. */
public final class ValueCheck {

    /** Operations that change values. */
    private static final Set<Operation> COMPUTING = EnumSet.of(
            Operation.PLUS_ONE,
            Operation.MULTIPLIED,
            Operation.MINUS_EXP,
            Operation.MINUS_EXP_COLUMN,
            Operation.MINUS_EXP_VALUE_HEADS,
            Operation.GENERATED);

    private final TensorResult listed;
    private final ExpectedValues expected;
    private final Map<String, ConvertedTensor> converted;
    private final WeightSample sample;
    private final Threads threads;
    private final Progress progress;

    private final Map<String, TensorEntry> entries = new LinkedHashMap<>();
    private final List<ComparedTensor> compared = new ArrayList<>();
    private final List<TensorEntry> notCompared = new ArrayList<>();
    private final List<ConvertedTensor> ofUnknownType = new ArrayList<>();

    private ValueCheck(
            TensorResult listed,
            ExpectedValues expected,
            Map<String, ConvertedTensor> converted,
            WeightSample sample,
            Threads threads,
            Progress progress) {
        this.listed = listed;
        this.expected = expected;
        this.converted = converted;
        this.sample = sample;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Compares values.
     *
     * @param listed the tensors, whose names and shapes were compared
     * @param original the original
     * @param parts the GGUF file, long enough for its tensors
     * @param sample the weights to compare
     * @param threads the threads to use
     * @param progress receives the number of bytes compared so far
     * @return the tensors with the result, and the findings on names, shapes and values
     * @throws IOException if a file cannot be read
     */
    public static TensorResult check(
            TensorResult listed,
            OriginalFolder original,
            GgufParts parts,
            WeightSample sample,
            Threads threads,
            Progress progress)
            throws IOException {
        if (!listed.measured()) {
            return listed;
        }
        try (OpenFiles files = new OpenFiles()) {
            return new ValueCheck(
                            listed,
                            new ExpectedValues(original, files),
                            ConvertedTensor.all(parts),
                            sample,
                            threads,
                            progress)
                    .check(files);
        }
    }

    private TensorResult check(OpenFiles files) throws IOException {
        List<TensorEntry> agreeing = new ArrayList<>();
        for (TensorEntry entry : listed.entries()) {
            entries.put(entry.name(), entry);
            if (entry.verdict() == TensorEntry.Verdict.AGREES) {
                sort(entry, agreeing);
            }
        }
        Bytes bytes =
                new Bytes(progress, agreeing.stream().mapToLong(this::bytes).sum());
        for (TensorEntry entry : agreeing) {
            compare(entry, files, bytes);
        }
        Map<String, Finding> found = new ValueFindings(new Explanations(expected, entries.values(), files))
                .of(compared, notCompared, ofUnknownType);
        found.forEach((name, finding) -> entries.computeIfPresent(
                name, (same, entry) -> entry.with(entry.values().with(finding.code()), entry.verdict())));
        List<Finding> findings = new ArrayList<>(listed.findings());
        found.values().stream().distinct().forEach(findings::add);
        TensorResult result = new TensorResult(true, List.copyOf(entries.values()), listed.leftOut(), findings);
        if (result.isSampled()) {
            findings.add(ValueFindings.sampled(result, sample));
        }
        return new TensorResult(true, result.entries(), listed.leftOut(), findings);
    }

    /** Separates tensors whose values can be compared from others. */
    private void sort(TensorEntry entry, List<TensorEntry> comparable) throws IOException {
        ConvertedTensor tensor = tensor(entry);
        entries.put(entry.name(), entry.with(TensorValues.unread(Optional.of(tensor.typeName())), entry.verdict()));
        if (!tensor.type().filter(Tolerance::isKnown).isPresent()) {
            ofUnknownType.add(tensor);
        } else if (expected.open(entry).isEmpty()) {
            notCompared.add(entry);
        } else {
            comparable.add(entry);
        }
    }

    private ConvertedTensor tensor(TensorEntry entry) {
        return Optional.ofNullable(converted.get(entry.name())).orElseThrow();
    }

    /** Returns the number of bytes of the weights that are compared. */
    private long bytes(TensorEntry entry) {
        double share = (double) sample.weights(entry.count()) / entry.count();
        return (long) (share * (tensor(entry).bytes() + expected.bytes(entry)));
    }

    private void compare(TensorEntry entry, OpenFiles files, Bytes bytes) throws IOException {
        ConvertedTensor tensor = tensor(entry);
        WeightDecoder decoder = tensor.decoder().orElseThrow();
        TensorPair pair = new TensorPair(
                () -> expected.open(entry).orElseThrow(), () -> tensor.open(files, decoder), tensor.count());
        long weights = sample.weights(tensor.count());
        Tolerance tolerance = Tolerance.of(tensor.type().orElseThrow(), tensor.imatrix());
        TensorMeasurement measured =
                pair.measure(threads, tolerance, sample, done -> bytes.at(bytes(entry), done, weights));
        bytes.end(bytes(entry));
        ComparedTensor result = new ComparedTensor(
                entry,
                tensor,
                measured,
                weights,
                WeightJudge.judge(tolerance, !COMPUTING.contains(entry.operation()), measured));
        compared.add(result);
        entries.put(entry.name(), result.judged());
    }

    /** The number of bytes compared. */
    private static final class Bytes {

        private final Progress progress;
        private final long total;
        private long before;

        Bytes(Progress progress, long total) {
            this.progress = progress;
            this.total = total;
        }

        /** Reports that a part of a tensor was compared. */
        void at(long bytes, long weights, long all) {
            progress.at(before + (long) ((double) bytes * weights / all), total);
        }

        /** Reports that all of a tensor was compared. */
        void end(long bytes) {
            before += bytes;
        }
    }
}
