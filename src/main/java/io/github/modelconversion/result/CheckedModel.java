package io.github.modelconversion.result;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A converted model whose file was checked against its original without running either.
 *
 * @param place the module or folder of its report, which tells it apart in a combined report; empty in its own report
 * @param original the name of the original's folder
 * @param converted the name of the GGUF file
 * @param findings the findings that were not accepted
 * @param accepted the accepted findings
 */
public record CheckedModel(
        Optional<String> place, String original, String converted, List<Finding> findings, List<Finding> accepted) {

    /** Copies the lists. */
    public CheckedModel {
        findings = List.copyOf(findings);
        accepted = List.copyOf(accepted);
    }

    /**
     * Returns FAIL if the file is wrong; NOT_MEASURED if a part was not compared and no other finding fails; else PASS.
     */
    public Verdict verdict() {
        if (failures().isEmpty()) {
            return Verdict.PASS;
        }
        return failures().stream().allMatch(finding -> finding.code().isNotCompared())
                ? Verdict.NOT_MEASURED
                : Verdict.FAIL;
    }

    /** Returns the share of the weights that were compared, from 0 to 1, if only a sample was; accepted or not. */
    public OptionalDouble sampled() {
        for (Finding finding :
                Stream.concat(findings.stream(), accepted.stream()).toList()) {
            Number all = finding.evidence().get("weights");
            Number compared = finding.evidence().get("weightsCompared");
            if (finding.evidence().containsKey("sample") && all != null && compared != null) {
                return OptionalDouble.of(compared.doubleValue() / all.doubleValue());
            }
        }
        return OptionalDouble.empty();
    }

    /** Returns the failing findings. */
    public List<Finding> failures() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .toList();
    }

    /** Returns whether a file is damaged, which always breaks the build. */
    public boolean unusable() {
        return failures().stream().anyMatch(finding -> finding.code().isUnusable());
    }

    /** Returns this model with another place. */
    CheckedModel renamed(UnaryOperator<Optional<String>> places) {
        return new CheckedModel(places.apply(place), original, converted, findings, accepted);
    }
}
