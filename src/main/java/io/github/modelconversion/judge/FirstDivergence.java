package io.github.modelconversion.judge;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Finds where two models begin to differ: the first tensor, in order, that fails, and the first whose NMSE is more than ten
 * times that of the tensor before it.
 */
public final class FirstDivergence {

    private static final double JUMP = 10;

    /** Smallest NMSE that counts as a difference; below it, rounding alone causes jumps. */
    private static final double MATTERS = 1e-6;

    private final List<Comparison> tensors;

    private FirstDivergence(List<Comparison> tensors) {
        this.tensors = tensors;
    }

    /** Returns the comparisons of two outputs' tensors, with the finding added to those where they diverge. */
    public static List<Comparison> mark(List<Comparison> tensors) {
        return tensors.size() < 2 ? tensors : new FirstDivergence(tensors).marked();
    }

    private List<Comparison> marked() {
        int failing = firstFailing();
        int jumping = firstJump();
        List<Comparison> marked = new ArrayList<>(tensors);
        if (failing >= 0 && failing != jumping) {
            marked.set(failing, tensors.get(failing).with(finding(failing, failing, -1)));
        }
        if (jumping >= 0) {
            marked.set(jumping, tensors.get(jumping).with(finding(jumping, failing, jumping)));
        }
        return marked;
    }

    /**
     * Returns the first failing tensor. A tensor that only one side has, or that cannot be read, says nothing about the
     * models.
     */
    private int firstFailing() {
        for (int i = 0; i < tensors.size(); i++) {
            Comparison tensor = tensors.get(i);
            if (tensor.verdict() == Verdict.FAIL && tensor.hasBothSides()) {
                return i;
            }
        }
        return -1;
    }

    private int firstJump() {
        int before = -1;
        for (int i = 0; i < tensors.size(); i++) {
            OptionalDouble nmse = nmse(i);
            if (nmse.isEmpty()) {
                continue;
            }
            boolean jumps = before >= 0
                    && nmse.getAsDouble() >= MATTERS
                    && nmse.getAsDouble() > JUMP * nmse(before).getAsDouble();
            if (jumps) {
                return i;
            }
            before = i;
        }
        return -1;
    }

    private OptionalDouble nmse(int tensor) {
        return tensors.get(tensor).metrics().value(Metric.NMSE);
    }

    private int before(int tensor) {
        int before = tensor - 1;
        while (nmse(before).isEmpty()) {
            before--;
        }
        return before;
    }

    private Finding finding(int tensor, int failing, int jumping) {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("number", tensor + 1);
        evidence.put("tensors", tensors.size());
        List<String> sentences = new ArrayList<>();
        if (tensor == failing) {
            sentences.add("the first of " + tensors.size() + " tensors that fails");
        }
        if (tensor == jumping) {
            int before = before(tensor);
            double nmse = nmse(tensor).getAsDouble();
            double nmseBefore = nmse(before).getAsDouble();
            evidence.put("nmse", nmse);
            evidence.put("nmseBefore", nmseBefore);
            sentences.add(String.format(
                    Locale.ROOT,
                    "the first whose NMSE (%.2e) is more than ten times that of the one before (%s, %.2e)",
                    nmse,
                    label(before),
                    nmseBefore));
        }
        return new Finding(
                Code.FIRST_DIVERGENCE,
                failing < 0 ? Severity.INFO : Severity.WARNING,
                label(tensor) + ", number " + (tensor + 1) + " in order, is " + String.join(" and ", sentences)
                        + ". Look at what computes it",
                evidence);
    }

    private String label(int tensor) {
        return tensors.get(tensor).tensor().orElse("");
    }
}
