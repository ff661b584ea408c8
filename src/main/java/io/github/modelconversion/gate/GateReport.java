package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Finding;
import java.util.Comparator;
import java.util.List;

/**
 * What the gate found out; every output is made from it.
 *
 * @param comparisons the comparisons, in the order in which they were asked for
 * @param skipped the comparisons that were left out on request; never part of the verdict
 * @param findings what the user must know that belongs to no single comparison
 */
public record GateReport(List<Comparison> comparisons, List<Skipped> skipped, List<Finding> findings) {

    /** Copies the lists. */
    public GateReport {
        comparisons = List.copyOf(comparisons);
        skipped = List.copyOf(skipped);
        findings = List.copyOf(findings);
    }

    /** Creates a report without findings of its own. */
    public GateReport(List<Comparison> comparisons, List<Skipped> skipped) {
        this(comparisons, skipped, List.of());
    }

    /** Returns the worst verdict of the comparisons; NOT_MEASURED when there are none. */
    public Verdict verdict() {
        return Verdict.worst(comparisons.stream().map(Comparison::verdict).toList());
    }

    /** Returns whether nothing was compared, or an input of any comparison is missing or cannot be used. */
    public boolean unusable() {
        return comparisons.isEmpty() || comparisons.stream().anyMatch(Comparison::unusable);
    }

    /** Returns the comparisons from the worst verdict to the best, and within one by how much of a limit is used up. */
    public List<Comparison> worstFirst() {
        return comparisons.stream()
                .sorted(Comparator.comparing(Comparison::verdict)
                        .thenComparing(Comparison::strain)
                        .reversed())
                .toList();
    }
}
