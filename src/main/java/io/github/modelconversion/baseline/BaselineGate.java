package io.github.modelconversion.baseline;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.metric.Better;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a report to a baseline: adds the limits that it sets to those that judge each comparison already.
 *
 * @param baseline what was recorded
 * @param tolerance how much worse is no regression
 * @param file the baseline's name in messages
 * @param command what records anew, in messages
 */
public record BaselineGate(Baseline baseline, Tolerance tolerance, String file, String command) {

    /** Returns the report with each comparison judged by its entry, too. */
    public GateReport judge(GateReport report) {
        List<Comparison> comparisons =
                report.comparisons().stream().map(this::judge).toList();
        List<Finding> findings = new ArrayList<>(report.findings());
        onlyInBaseline(report).ifPresent(findings::add);
        return new GateReport(comparisons, report.skipped(), findings);
    }

    private Comparison judge(Comparison comparison) {
        Entry entry = baseline.entries().get(Identity.of(comparison));
        if (entry == null) {
            return comparison.with(List.of(), List.of(notInBaseline()));
        }
        Optional<Reference> reference = comparison.reference().content().map(Reference::of);
        if (reference.isPresent() && !reference.get().isSame(entry.reference())) {
            return comparison.with(List.of(), List.of(stale(reference.get(), entry.reference())));
        }
        List<Limit> limits = new ArrayList<>();
        entry.metrics().forEach((metric, recorded) -> {
            if (metric.better() != Better.NEITHER) {
                limits.add(tolerance.limit(metric, recorded));
            }
        });
        Comparison judged = comparison.with(limits, List.of());
        return judged.verdict() == Verdict.PASS
                ? judged.with(List.of(), improved(comparison, entry).stream().toList())
                : judged;
    }

    private Finding notInBaseline() {
        return new Finding(
                Code.NOT_IN_BASELINE,
                Severity.WARNING,
                file + " has no entry for this comparison, so nothing holds it to what it was. To record it, run "
                        + command + " and commit " + file,
                Map.of());
    }

    private Finding stale(Reference now, Reference recorded) {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("bytes", now.bytes());
        evidence.put("recordedBytes", recorded.bytes());
        return new Finding(
                Code.STALE_BASELINE,
                Severity.FAIL,
                "expected the reference that " + file + " was recorded with (" + recorded.words() + "), found another ("
                        + now.words()
                        + "): what was recorded says nothing about it. If the new reference is right, run "
                        + command + " and commit " + file,
                evidence);
    }

    private Optional<Finding> improved(Comparison comparison, Entry entry) {
        List<String> words = new ArrayList<>();
        Map<String, Number> evidence = new LinkedHashMap<>();
        entry.metrics().forEach((metric, recorded) -> {
            OptionalDouble measured = comparison.metrics().value(metric);
            if (metric.better() == Better.NEITHER || measured.isEmpty()) {
                return;
            }
            BigDecimal now = Recorded.of(metric, measured.getAsDouble());
            if (tolerance.isImproved(metric, recorded, now)) {
                words.add(metric.label() + " " + Recorded.text(now) + " (recorded " + Recorded.text(recorded) + ")");
                evidence.put(metric.key(), now.doubleValue());
                evidence.put("recorded" + capitalized(metric.key()), recorded.doubleValue());
            }
        });
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Code.IMPROVED,
                        Severity.WARNING,
                        "better than " + file + " says: " + words.get(0) + more(words.size() - 1)
                                + ". To hold it to that, run " + command + " and commit " + file,
                        evidence));
    }

    private Optional<Finding> onlyInBaseline(GateReport report) {
        Set<Identity> made = report.comparisons().stream().map(Identity::of).collect(Collectors.toSet());
        List<String> left = baseline.entries().keySet().stream()
                .filter(identity -> !made.contains(identity))
                .filter(identity -> report.skipped().stream().noneMatch(skipped -> Baseline.isOf(skipped, identity)))
                .map(Identity::name)
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Code.ONLY_IN_BASELINE,
                        Severity.WARNING,
                        file + " has entries that nothing was compared for (" + left.size() + "): "
                                + String.join(", ", left) + ". If that is right, run " + command + " and commit " + file
                                + "; executions of one project need a baselineFile each",
                        Map.of("entries", left.size())));
    }

    private static String more(int others) {
        return others == 0 ? "" : " and " + others + " more";
    }

    private static String capitalized(String key) {
        return key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
    }
}
