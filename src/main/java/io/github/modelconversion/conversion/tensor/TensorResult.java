package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.part.PartResult;
import io.github.modelconversion.result.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of comparing tensors.
 *
 * @param measured whether they were compared
 * @param entries the tensors of the GGUF file in its order, then those that it lacks, by name
 * @param leftOut number of original tensors that the converter leaves out on purpose
 * @param findings the findings
 */
public record TensorResult(boolean measured, List<TensorEntry> entries, int leftOut, List<Finding> findings)
        implements PartResult {

    /** Copies the lists. */
    public TensorResult {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    public static TensorResult notMeasured(Finding reason) {
        return new TensorResult(false, List.of(), 0, List.of(reason));
    }

    /** Returns the same with one more finding, if there is one, unless a tensor's shape is wrong already. */
    public TensorResult with(Optional<Finding> finding) {
        if (finding.isEmpty()
                || findings.stream()
                        .anyMatch(known -> known.code() == finding.get().code())) {
            return this;
        }
        List<Finding> all = new ArrayList<>(findings);
        all.add(finding.get());
        return new TensorResult(measured, entries, leftOut, all);
    }

    /** Returns the number of tensors with a verdict. */
    public long count(TensorEntry.Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict() == verdict).count();
    }

    /** Returns the number of tensors whose name and shape agree, and whose values agree if they were compared. */
    public long agreeing() {
        return count(TensorEntry.Verdict.AGREES);
    }

    /** Returns the number of tensors whose values agree. */
    public long usual() {
        return entries.stream()
                .filter(entry -> entry.verdict() == TensorEntry.Verdict.AGREES
                        && entry.values().compared())
                .count();
    }

    /** Returns whether the values of at least one tensor were compared. */
    public boolean hasValues() {
        return entries.stream().anyMatch(entry -> entry.values().compared());
    }

    /** Returns the number of weights of the tensors whose values were compared. */
    public long weights() {
        return compared().mapToLong(TensorEntry::count).sum();
    }

    /** Returns how many of them were compared. */
    public long weightsCompared() {
        return compared().mapToLong(TensorResult::weightsCompared).sum();
    }

    /** Returns the number of tensors of which only a part was compared. */
    public long comparedInPart() {
        return compared()
                .filter(entry -> weightsCompared(entry) < entry.count())
                .count();
    }

    /** Returns whether weights were left out of the comparison because a sample was asked for. */
    public boolean isSampled() {
        return comparedInPart() > 0;
    }

    private Stream<TensorEntry> compared() {
        return entries.stream().filter(entry -> entry.values().compared());
    }

    private static long weightsCompared(TensorEntry entry) {
        return entry.values().weights().orElse(0);
    }
}
