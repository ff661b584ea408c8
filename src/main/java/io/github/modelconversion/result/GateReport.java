package io.github.modelconversion.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The results of the gate, from which every report is produced.
 *
 * @param comparisons the comparisons in requested order
 * @param models the models whose files were checked; only in a report that combines others
 * @param skipped the comparisons skipped on request; never part of the verdict
 * @param findings findings that belong to no single comparison
 */
public record GateReport(
        List<Comparison> comparisons, List<CheckedModel> models, List<Skipped> skipped, List<Finding> findings) {

    /** Copies the lists. */
    public GateReport {
        comparisons = List.copyOf(comparisons);
        models = List.copyOf(models);
        skipped = List.copyOf(skipped);
        findings = List.copyOf(findings);
    }

    /** Creates a report on comparisons. */
    public GateReport(List<Comparison> comparisons, List<Skipped> skipped, List<Finding> findings) {
        this(comparisons, List.of(), skipped, findings);
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
                reports.stream().flatMap(report -> report.models().stream()).toList(),
                reports.stream().flatMap(report -> report.skipped().stream()).toList(),
                Stream.concat(reports.stream().flatMap(report -> report.findings().stream()), findings.stream())
                        .toList());
    }

    /** Returns this report with other names for its data directories and places, and for its files. */
    public GateReport renamed(UnaryOperator<Optional<String>> dataDirectories, UnaryOperator<String> files) {
        return new GateReport(
                comparisons.stream()
                        .map(comparison -> comparison.renamed(dataDirectories, files))
                        .toList(),
                models.stream().map(model -> model.renamed(dataDirectories)).toList(),
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
     * Returns the worst verdict of the comparisons and models, or FAIL if a general finding fails; NOT_MEASURED if there are
     * none.
     */
    public Verdict verdict() {
        return failures().isEmpty() ? Verdict.worst(verdicts()) : Verdict.FAIL;
    }

    /** Returns the verdicts that count: those of the comparisons that are judged or bad, then those of the models. */
    private List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            if (comparison.verdict() != Verdict.NOT_JUDGED) {
                verdicts.add(comparison.verdict());
            }
        }
        for (CheckedModel model : models) {
            verdicts.add(model.verdict());
        }
        return verdicts;
    }

    /** Returns the number of comparisons and models whose verdicts count. */
    public int size() {
        return verdicts().size();
    }

    /** Returns the number of comparisons that only their pool is judged for. */
    public int notJudged() {
        return comparisons.size() + models.size() - size();
    }

    /** Returns the number of comparisons and models with a verdict. */
    public int count(Verdict verdict) {
        return Collections.frequency(verdicts(), verdict);
    }

    /** Returns whether something is not good enough, and everything was measured. */
    public boolean isViolation() {
        return verdict() == Verdict.FAIL && count(Verdict.NOT_MEASURED) == 0;
    }

    /** Returns the general findings that fail the report. */
    public List<Finding> failures() {
        List<Finding> failures = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.severity() == Severity.FAIL) {
                failures.add(finding);
            }
        }
        return failures;
    }

    /** Returns the number of comparisons that do not fail but raise a doubt. */
    public long doubtful() {
        long doubtful = 0;
        for (Comparison comparison : comparisons) {
            doubtful += comparison.doubt().isPresent() ? 1 : 0;
        }
        return doubtful;
    }

    /** Returns whether nothing was compared, or an input of any comparison or model is missing or unusable. */
    public boolean unusable() {
        boolean unusable = size() == 0;
        for (Comparison comparison : comparisons) {
            unusable |= comparison.unusable();
        }
        for (CheckedModel model : models) {
            unusable |= model.unusable();
        }
        return unusable;
    }

    /** Returns the worst model if its verdict is worse than that of every comparison; the first of several. */
    public Optional<CheckedModel> worstModel() {
        if (models.isEmpty()) {
            return Optional.empty();
        }
        Verdict ofComparisons = comparisons.stream()
                .map(Comparison::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.PASS);
        return models.stream()
                .min(Comparator.comparing(CheckedModel::verdict).reversed())
                .filter(model -> comparisons.isEmpty() || model.verdict().compareTo(ofComparisons) > 0);
    }

    /** Returns the order from the worst verdict to the best, and within one verdict by the used-up share of a limit. */
    public static Comparator<Comparison> fromWorstToBest() {
        return Comparator.comparing(Comparison::verdict)
                .thenComparing(Comparison::strain)
                .reversed();
    }

    /** Returns the comparisons {@linkplain #fromWorstToBest from the worst to the best}. */
    public List<Comparison> worstFirst() {
        return comparisons.size() < 2
                ? comparisons
                : comparisons.stream().sorted(fromWorstToBest()).toList();
    }
}
