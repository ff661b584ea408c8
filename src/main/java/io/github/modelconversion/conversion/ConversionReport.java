package io.github.modelconversion.conversion;

import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * The result of one execution.
 *
 * @param models the pairs, at least one, in the order that the user gave
 * @param unmatched the acceptances that match no finding of any pair, as the user wrote them; none if a file was unusable,
 *     since its findings are unknown
 */
public record ConversionReport(List<JudgedModel> models, List<String> unmatched) {

    /** Copies the lists. */
    public ConversionReport {
        models = List.copyOf(models);
        unmatched = List.copyOf(unmatched);
    }

    /** Returns the report on pairs that were judged with these acceptances. */
    public static ConversionReport of(List<JudgedModel> models, List<Acceptance> acceptances) {
        boolean unknown = models.stream().anyMatch(JudgedModel::unusable);
        return new ConversionReport(
                models,
                acceptances.stream()
                        .filter(acceptance -> !unknown)
                        .filter(acceptance -> models.stream()
                                .flatMap(model -> model.accepted().stream())
                                .noneMatch(acceptance::accepts))
                        .map(Acceptance::text)
                        .toList());
    }

    /** Returns the worst verdict. */
    public Verdict verdict() {
        return worst().verdict();
    }

    /** Returns the pair with the worst verdict, the first of several. */
    public JudgedModel worst() {
        return models.stream()
                .min(Comparator.comparing(JudgedModel::verdict).reversed())
                .orElseThrow();
    }

    /** Returns the number of pairs with a verdict. */
    public long count(Verdict verdict) {
        return models.stream().filter(model -> model.verdict() == verdict).count();
    }

    /** Returns whether a file of a pair is damaged. */
    public boolean unusable() {
        return models.stream().anyMatch(JudgedModel::unusable);
    }

    /** Returns the failing findings of all pairs, without duplicates. */
    public List<Finding> failures() {
        return models.stream()
                .flatMap(model -> model.failures().stream())
                .distinct()
                .toList();
    }
}
