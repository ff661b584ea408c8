package io.github.modelconversion.baseline;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Skipped;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The accepted metrics of a project's comparisons. Immutable. */
public final class Baseline {

    private final SortedMap<Identity, Entry> entries;

    Baseline(Map<Identity, Entry> entries) {
        this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** Returns a baseline without entries. */
    public static Baseline empty() {
        return new Baseline(Map.of());
    }

    /**
     * Returns the baseline of a report. A skipped comparison keeps its existing entry.
     *
     * @param report the measured comparisons; one without any metric to compare against later, or without a verdict of its
     *     own, is not recorded
     * @param before the previous baseline
     */
    public static Baseline of(GateReport report, Baseline before) {
        SortedMap<Identity, Entry> entries = new TreeMap<>();
        before.entries.forEach((identity, entry) -> {
            if (report.skipped().stream().anyMatch(skipped -> isOf(skipped, identity))) {
                entries.put(identity, entry);
            }
        });
        for (Comparison comparison : report.comparisons()) {
            if (comparison.judged()) {
                Entry.of(comparison).ifPresent(entry -> entries.put(Identity.of(comparison.subject()), entry));
            }
        }
        return new Baseline(entries);
    }

    /** Returns whether a skipped comparison covers an identity: its own, or that of the comparison over all prompts. */
    static boolean isOf(Skipped skipped, Identity identity) {
        boolean overAll = identity.dataDirectory().isEmpty();
        return (overAll || skipped.dataDirectory().equals(identity.dataDirectory()))
                && skipped.test().equals(identity.test())
                && (skipped.tensor().isEmpty() || skipped.tensor().equals(identity.tensor()));
    }

    /** Returns whether a comparison can be recorded, or need not be because only its pool is judged. */
    public static boolean records(Comparison comparison) {
        return !comparison.judged() || Entry.of(comparison).isPresent();
    }

    SortedMap<Identity, Entry> entries() {
        return entries;
    }

    /** Returns the number of recorded comparisons. */
    public int size() {
        return entries.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Baseline baseline && entries.equals(baseline.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }
}
