package io.github.modelconversion.conversion;

import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

    private static final Set<Code> NOT_COMPARED =
            EnumSet.of(Code.NOT_CHECKED, Code.ARCHITECTURE_UNKNOWN, Code.UNUSABLE_INPUT);

    /** How good the conversion is. */
    public enum Verdict {
        /** Everything requested was compared, or its absence accepted, and no finding fails. */
        PASS,
        /** A part was not compared, and no other finding fails. */
        NOT_MEASURED,
        /** The file is wrong. */
        FAIL
    }

    /**
     * A side.
     *
     * @param name its path in messages
     * @param kind a description: class and files, or architecture and type
     * @param tensors number of tensors
     */
    public record Side(String name, String kind, int tensors) {}

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
        List<Finding> accepted = all.stream()
                .filter(finding -> acceptances.stream().anyMatch(one -> one.accepts(finding)))
                .toList();
        return new JudgedModel(
                original,
                converted,
                comparison,
                checks,
                all.stream().filter(finding -> !accepted.contains(finding)).toList(),
                accepted);
    }

    /** Returns the worst verdict of any finding. */
    public Verdict verdict() {
        if (failures().isEmpty()) {
            return Verdict.PASS;
        }
        return failures().stream().allMatch(JudgedModel::saysNotMeasured) ? Verdict.NOT_MEASURED : Verdict.FAIL;
    }

    /** Returns the failing findings. */
    public List<Finding> failures() {
        return ofSeverity(Severity.FAIL);
    }

    /** Returns the findings of a severity. */
    public List<Finding> ofSeverity(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** Returns the failing findings of a check. */
    public List<Finding> failures(Check check) {
        List<Finding> failures = failures();
        return comparison.part(check).findings().stream()
                .filter(failures::contains)
                .toList();
    }

    /** Returns whether a finding means that a part was not compared, rather than that it is wrong. */
    public static boolean saysNotMeasured(Finding finding) {
        return NOT_COMPARED.contains(finding.code());
    }

    /** Returns whether a file is damaged, which always breaks the build. */
    public boolean unusable() {
        return failures().stream().anyMatch(finding -> finding.code().isUnusable());
    }
}
