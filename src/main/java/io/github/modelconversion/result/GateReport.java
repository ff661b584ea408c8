package io.github.modelconversion.result;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The results of the gate, from which every report is produced.
 *
 * @param comparisons the comparisons in requested order
 * @param skipped the comparisons skipped on request; never part of the verdict
 * @param findings findings that belong to no single comparison
 */
public record GateReport(List<Comparison> comparisons, List<Skipped> skipped, List<Finding> findings) {

    /** Copies the lists. */
    public GateReport {
        comparisons = List.copyOf(comparisons);
        skipped = List.copyOf(skipped);
        findings = List.copyOf(findings);
    }

    /** Creates a report without general findings. */
    public GateReport(List<Comparison> comparisons, List<Skipped> skipped) {
        this(comparisons, skipped, List.of());
    }

    /**
     * Combines several reports into one.
     *
     * @param reports the reports, in the order of their comparisons
     * @param findings findings about the combined report
     */
    public static GateReport ofAll(List<GateReport> reports, List<Finding> findings) {
        return new GateReport(
                reports.stream()
                        .flatMap(report -> report.comparisons().stream())
                        .toList(),
                reports.stream().flatMap(report -> report.skipped().stream()).toList(),
                Stream.concat(reports.stream().flatMap(report -> report.findings().stream()), findings.stream())
                        .toList());
    }

    /** Returns this report with other names for its data directories and files. */
    public GateReport renamed(UnaryOperator<Optional<String>> dataDirectories, UnaryOperator<String> files) {
        return new GateReport(
                comparisons.stream()
                        .map(comparison -> comparison.renamed(dataDirectories, files))
                        .toList(),
                skipped.stream()
                        .map(left -> new Skipped(
                                dataDirectories.apply(left.dataDirectory()),
                                left.reference(),
                                left.test(),
                                left.tensor(),
                                left.reason()))
                        .toList(),
                findings);
    }

    /**
     * Returns the worst verdict of the comparisons, or FAIL if a general finding fails; NOT_MEASURED without comparisons.
     */
    public Verdict verdict() {
        if (!failures().isEmpty()) {
            return Verdict.FAIL;
        }
        return Verdict.worst(comparisons.stream().map(Comparison::verdict).toList());
    }

    /** Returns the general findings that fail the report. */
    public List<Finding> failures() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .toList();
    }

    /** Returns the number of comparisons that pass with a doubt. */
    public long doubtful() {
        return comparisons.stream()
                .filter(comparison -> comparison.doubt().isPresent())
                .count();
    }

    /** Returns whether nothing was compared, or an input of any comparison is missing or unusable. */
    public boolean unusable() {
        return comparisons.isEmpty() || comparisons.stream().anyMatch(Comparison::unusable);
    }

    /**
     * Returns the comparisons from the worst verdict to the best, and within one verdict by the used-up share of a limit.
     */
    public List<Comparison> worstFirst() {
        return comparisons.stream()
                .sorted(Comparator.comparing(Comparison::verdict)
                        .thenComparing(Comparison::strain)
                        .reversed())
                .toList();
    }
}
