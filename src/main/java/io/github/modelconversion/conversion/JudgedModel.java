package io.github.modelconversion.conversion;

import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.part.PartResult;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An original and its GGUF file, compared and judged.
 *
 * @param original the original
 * @param converted the GGUF file
 * @param comparison the comparison
 * @param checks the requested checks, at least one
 * @param findings the findings of these checks that were not accepted
 * @param accepted the accepted findings
 */
public record JudgedModel(
        Side original,
        Side converted,
        ModelComparison comparison,
        Set<Check> checks,
        List<Finding> findings,
        List<Finding> accepted) {

    /**
     * A side.
     *
     * @param name its path in messages
     * @param kind a description: class and files, or architecture and type; empty if it could not be read
     * @param tensors number of tensors
     */
    public record Side(String name, String kind, int tensors) {

        private static Side unread(String name) {
            return new Side(name, "", 0);
        }
    }

    /** Copies the collections. */
    public JudgedModel {
        checks = Collections.unmodifiableSet(EnumSet.copyOf(checks));
        findings = List.copyOf(findings);
        accepted = List.copyOf(accepted);
    }

    /** Judges a comparison. */
    public static JudgedModel of(
            Side original,
            Side converted,
            ModelComparison comparison,
            Set<Check> checks,
            List<Acceptance> acceptances) {
        List<Finding> all = EnumSet.copyOf(checks).stream()
                .flatMap(check -> comparison.part(check).findings().stream())
                .distinct()
                .toList();
        Predicate<Finding> isAccepted = finding -> acceptances.stream().anyMatch(one -> one.accepts(finding));
        return new JudgedModel(
                original,
                converted,
                comparison,
                checks,
                all.stream().filter(isAccepted.negate()).toList(),
                all.stream().filter(isAccepted).toList());
    }

    /**
     * Returns a pair of which nothing was compared, which cannot be accepted.
     *
     * @param original the name of the original's folder
     * @param converted the name of the GGUF file
     * @param checks the requested checks
     * @param reason which file is missing or unusable, why, and what to do
     */
    public static JudgedModel unusable(String original, String converted, Set<Check> checks, String reason) {
        Finding finding = new Finding(Finding.Code.UNUSABLE_INPUT, Severity.FAIL, reason, Map.of());
        return new JudgedModel(
                Side.unread(original),
                Side.unread(converted),
                ModelComparison.notMeasured(finding),
                checks,
                List.of(finding),
                List.of());
    }

    /** Returns the model as combined reports show it. */
    public CheckedModel checked() {
        return new CheckedModel(Optional.empty(), original.name(), converted.name(), findings, accepted);
    }

    /**
     * Returns PASS if everything requested was compared, or its absence accepted, and no finding fails; NOT_MEASURED if a
     * part was not compared and no other finding fails; else FAIL.
     */
    public Verdict verdict() {
        return checked().verdict();
    }

    /** Returns the failing findings. */
    public List<Finding> failures() {
        return checked().failures();
    }

    /** Returns the findings of a severity. */
    public List<Finding> ofSeverity(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** Returns the failing findings of a check. */
    public List<Finding> failures(Check check) {
        Set<Finding> failures = new HashSet<>(failures());
        return comparison.part(check).findings().stream()
                .filter(failures::contains)
                .toList();
    }

    /** Returns the number of entries of a check that are wrong and not accepted. */
    public long wrong(Check check) {
        PartResult part = comparison.part(check);
        Set<Finding> ofAll = new HashSet<>(accepted);
        long ofAccepted = part.findings().stream()
                .filter(ofAll::contains)
                .filter(finding -> finding.severity() == Severity.FAIL)
                .mapToLong(
                        finding -> finding.evidence().getOrDefault("tensors", 1).longValue())
                .sum();
        return Math.max(0, part.wrong() - ofAccepted);
    }

    /** Returns whether a file is damaged, which always breaks the build. */
    public boolean unusable() {
        return checked().unusable();
    }
}
