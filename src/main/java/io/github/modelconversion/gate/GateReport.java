package io.github.modelconversion.gate;

import java.util.List;

/**
 * What the gate found out; every output is made from it.
 *
 * @param comparisons the comparisons, in the order in which they were asked for
 */
public record GateReport(List<Comparison> comparisons) {

    /** Copies the list. */
    public GateReport {
        comparisons = List.copyOf(comparisons);
    }

    /** Returns the worst verdict of the comparisons; NOT_MEASURED when there are none. */
    public Verdict verdict() {
        return Verdict.worst(comparisons.stream().map(Comparison::verdict).toList());
    }

    /** Returns whether an input of any comparison is missing or cannot be used. */
    public boolean unusable() {
        return comparisons.stream().anyMatch(Comparison::unusable);
    }
}
