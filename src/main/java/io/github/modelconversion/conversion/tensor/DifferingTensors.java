package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.weight.compare.WeightSums;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.type.UsualError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Words the findings about tensors that differ. Looking for a relation takes several times as long as comparing, so it ends
 * after a few tensors without one: the others are then most probably without one too.
 */
final class DifferingTensors {

    /** Share of the compared tensors from which on unexplained ones are another checkpoint's. */
    private static final double NEARLY_ALL = 0.8;

    /**
     * Fewest unexplained tensors that are another checkpoint's; if nearly all differ, no more of them are examined. Also most
     * findings on unexplained tensors: if there are more, the last one is on all others.
     */
    private static final int SEVERAL = 5;

    /** Most unexplained tensors that are examined. */
    private static final int MOST_UNEXPLAINED = 16;

    private final List<ComparedTensor> unexplained = new ArrayList<>();
    private final List<ComparedTensor> notExamined = new ArrayList<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();

    private DifferingTensors() {}

    /**
     * Returns the finding on each tensor, by the tensor's name.
     *
     * @param different the tensors that differ
     * @param compared number of tensors that were compared
     * @param explanations looks for relations
     * @throws IOException if a file cannot be read
     */
    static Map<String, Finding> of(List<ComparedTensor> different, int compared, Explanations explanations)
            throws IOException {
        DifferingTensors tensors = new DifferingTensors();
        tensors.examine(different, isNearlyAll(different, compared) ? SEVERAL : MOST_UNEXPLAINED, explanations);
        tensors.addUnexplained(compared);
        return tensors.findings;
    }

    private static boolean isNearlyAll(List<ComparedTensor> tensors, int compared) {
        return tensors.size() >= SEVERAL && tensors.size() >= NEARLY_ALL * compared;
    }

    private void examine(List<ComparedTensor> different, int mostUnexplained, Explanations explanations)
            throws IOException {
        for (ComparedTensor tensor : different) {
            if (unexplained.size() == mostUnexplained) {
                notExamined.add(tensor);
                continue;
            }
            Optional<Relation> relation = explanations.of(tensor);
            if (relation.isPresent()) {
                findings.put(tensor.entry().name(), finding(relation.get()));
            } else {
                unexplained.add(tensor);
            }
        }
    }

    private void addUnexplained(int compared) {
        List<ComparedTensor> all = new ArrayList<>(unexplained);
        all.addAll(notExamined);
        if (isNearlyAll(all, compared)) {
            ValueFindings.add(findings, ValueFindings.names(all), otherCheckpoint(all, compared));
            return;
        }
        int single = all.size() > SEVERAL ? SEVERAL - 1 : all.size();
        for (ComparedTensor tensor : all.subList(0, single)) {
            findings.put(tensor.entry().name(), differs(tensor));
        }
        List<ComparedTensor> others = all.subList(single, all.size());
        if (!others.isEmpty()) {
            ValueFindings.add(findings, ValueFindings.names(others), othersDiffer(others));
        }
    }

    private static Finding finding(Relation relation) {
        return new Finding(relation.code(), Severity.FAIL, relation.sentence(), relation.evidence());
    }

    private static Finding differs(ComparedTensor tensor) {
        WeightSums sums = tensor.measured().sums();
        Map<String, Number> evidence = new LinkedHashMap<>();
        if (sums.squaredReference() > 0) {
            evidence.put("nmse", sums.nmse());
            evidence.put("slope", sums.slope());
        }
        Optional<UsualError> limits = tensor.converted().usualError();
        String usual;
        if (limits.isPresent()) {
            evidence.put("usual", limits.get().nmse());
            usual = tensor.converted().typeName() + " usually makes "
                    + ValueFindings.shown(limits.get().nmse());
        } else {
            usual = tensor.converted().typeName() + " keeps the values";
        }
        return new Finding(
                Code.WEIGHTS_DIFFER,
                Severity.FAIL,
                tensor.entry().name() + " differs from " + tensor.entry().source() + ": NMSE "
                        + ValueFindings.shown(sums.nmse()) + ", slope "
                        + String.format(Locale.ROOT, "%.4f", sums.slope()) + "; " + usual,
                evidence);
    }

    private Finding othersDiffer(List<ComparedTensor> others) {
        DoubleSummaryStatistics nmse = nmse(others);
        return new Finding(
                Code.WEIGHTS_DIFFER,
                Severity.FAIL,
                ValueFindings.tensors(ValueFindings.names(others)) + ", differ from the original too, by an NMSE"
                        + range(nmse)
                        + (notExamined.isEmpty()
                                ? ""
                                : "; after " + unexplained.size() + " tensors without a relation, none was looked for")
                        + ". If the model was trained further, set modelPath to that checkpoint",
                evidence(others, nmse));
    }

    private static Finding otherCheckpoint(List<ComparedTensor> different, int compared) {
        DoubleSummaryStatistics nmse = nmse(different);
        Map<String, Number> evidence = evidence(different, nmse);
        evidence.put("compared", compared);
        return new Finding(
                Code.OTHER_CHECKPOINT,
                Severity.FAIL,
                different.size() + " of " + compared + " tensors differ from the original, by an NMSE" + range(nmse)
                        + ": the file was converted from another checkpoint, or modelPath is another model's",
                evidence);
    }

    private static DoubleSummaryStatistics nmse(List<ComparedTensor> tensors) {
        return tensors.stream()
                .mapToDouble(tensor -> tensor.measured().sums().nmse())
                .summaryStatistics();
    }

    private static Map<String, Number> evidence(List<ComparedTensor> tensors, DoubleSummaryStatistics nmse) {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("tensors", tensors.size());
        evidence.put("smallestNmse", nmse.getMin());
        evidence.put("largestNmse", nmse.getMax());
        return evidence;
    }

    private static String range(DoubleSummaryStatistics nmse) {
        return " from " + ValueFindings.shown(nmse.getMin()) + " to " + ValueFindings.shown(nmse.getMax());
    }
}
