package io.github.modelconversion.report.words;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Doubt;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the findings that explain a verdict and follow it in the log. */
public final class Reasons {

    private static final int MOST = 3;

    private Reasons() {}

    /** Returns the findings that explain the verdict, at most three: those that break the build, then the first cause. */
    public static List<Finding> of(Comparison comparison) {
        if (!comparison.verdict().isBad()) {
            Optional<Doubt> doubt = comparison.doubt();
            return doubt.isPresent() ? List.of(doubt.get().finding()) : List.of();
        }
        return Stream.of(
                        comparison.decisive().stream(),
                        firstDivergence(comparison).stream(),
                        firstCause(comparison).stream())
                .flatMap(findings -> findings)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Returns the findings that explain the verdict, then the others of some findings. */
    public static List<Finding> first(Comparison comparison, List<Finding> findings) {
        List<Finding> all = new ArrayList<>(of(comparison));
        all.addAll(others(comparison, findings));
        return all;
    }

    /** Returns those of some findings that do not explain the verdict. */
    public static List<Finding> others(Comparison comparison, List<Finding> findings) {
        List<Finding> reasons = of(comparison);
        List<Finding> others = new ArrayList<>();
        for (Finding finding : findings) {
            if (!reasons.contains(finding)) {
                others.add(finding);
            }
        }
        return others;
    }

    /** Returns the finding that tensors begin to differ here, if one of them fails. */
    public static Optional<Finding> firstDivergence(Comparison comparison) {
        return comparison.findings().stream()
                .filter(finding -> finding.code() == Code.FIRST_DIVERGENCE && finding.severity() != Severity.INFO)
                .findFirst();
    }

    /**
     * Returns the strongest cause of a FAIL. One at level INFO, such as that the error looks like rounding, counts only if
     * no other finding fails.
     */
    public static Optional<Finding> firstCause(Comparison comparison) {
        return comparison.findings().stream()
                .filter(finding -> comparison.verdict() == Verdict.FAIL
                        && (finding.code().isCause() || finding.code().isOfModels()))
                .filter(finding -> finding.severity() != Severity.INFO
                        || comparison.decisive().isEmpty())
                .findFirst();
    }
}
