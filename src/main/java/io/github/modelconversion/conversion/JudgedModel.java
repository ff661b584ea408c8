package io.github.modelconversion.conversion;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An original and its GGUF file, compared and judged.
 *
 * @param original the original
 * @param converted the GGUF file
 * @param comparison what was compared
 * @param checks what was asked for
 * @param findings what was found of that and not accepted
 * @param accepted what was found and accepted
 */
public record JudgedModel(
        Side original,
        Side converted,
        ModelComparison comparison,
        Set<Check> checks,
        List<Finding> findings,
        List<Finding> accepted) {

    /** What can be checked. */
    public enum Check {
        /** The hyper-parameters. */
        METADATA,
        /** The names and shapes of the tensors. */
        WEIGHTS
    }

    /** How good the conversion is. */
    public enum Verdict {
        /** All that was asked for was compared, and nothing was found that fails. */
        PASS,
        /** Something was found. */
        FAIL,
        /** A part was not compared. */
        NOT_MEASURED
    }

    /**
     * A side.
     *
     * @param name its path as the user is told it
     * @param kind what it is: class and files, or architecture and type
     * @param tensors how many tensors it has
     */
    public record Side(String name, String kind, int tensors) {}

    /** Copies the collections. */
    public JudgedModel {
        checks = Set.copyOf(checks);
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
        List<Finding> all = Stream.concat(
                        checks.contains(Check.METADATA)
                                ? comparison.metadata().findings().stream()
                                : Stream.<Finding>empty(),
                        checks.contains(Check.WEIGHTS) ? comparison.tensors().findings().stream() : Stream.empty())
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

    /** Returns the worst that is so. */
    public Verdict verdict() {
        if (failures().isEmpty()) {
            return Verdict.PASS;
        }
        return failures().stream().allMatch(JudgedModel::saysThatAPartIsNotMeasured)
                ? Verdict.NOT_MEASURED
                : Verdict.FAIL;
    }

    /** Returns the findings that fail. */
    public List<Finding> failures() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .toList();
    }

    private static boolean saysThatAPartIsNotMeasured(Finding finding) {
        return finding.code() == Finding.Code.NOT_CHECKED || finding.code() == Finding.Code.ARCHITECTURE_UNKNOWN;
    }
}
