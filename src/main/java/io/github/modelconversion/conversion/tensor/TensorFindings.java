package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.text.Counted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Words the findings about tensors: one each if they are few, else one for all of a kind. */
final class TensorFindings {

    private static final int FEW = 4;

    private TensorFindings() {}

    static List<Finding> of(List<TensorEntry> entries, Collection<String> unknown) {
        List<Finding> findings = new ArrayList<>();
        add(
                findings,
                Code.WEIGHT_MISSING,
                of(entries, TensorEntry.Verdict.MISSING),
                TensorFindings::missing,
                "missing");
        add(
                findings,
                Code.WEIGHT_UNEXPECTED,
                of(entries, TensorEntry.Verdict.UNEXPECTED),
                TensorFindings::unexpected,
                "without a source in the original");
        add(
                findings,
                Code.WEIGHT_SHAPE,
                of(entries, TensorEntry.Verdict.SHAPE_DIFFERS),
                TensorFindings::shape,
                "not of the shape that follows from the original");
        List<String> unchecked = of(entries, TensorEntry.Verdict.NOT_CHECKED).stream()
                .map(TensorEntry::name)
                .toList();
        addUnchecked(findings, "of the original", List.copyOf(unknown));
        addUnchecked(findings, "of the GGUF file", unchecked);
        return findings;
    }

    private static List<TensorEntry> of(List<TensorEntry> entries, TensorEntry.Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict() == verdict).toList();
    }

    private static void add(
            List<Finding> findings,
            Code code,
            List<TensorEntry> wrong,
            Function<TensorEntry, String> message,
            String what) {
        if (wrong.size() <= FEW) {
            wrong.forEach(entry -> findings.add(new Finding(code, Severity.FAIL, message.apply(entry), Map.of())));
            return;
        }
        findings.add(new Finding(
                code,
                Severity.FAIL,
                wrong.size() + " tensors of the GGUF file are " + what + ": "
                        + names(wrong.stream().map(TensorEntry::name).toList()),
                Map.of("tensors", wrong.size())));
    }

    private static void addUnchecked(List<Finding> findings, String whose, List<String> names) {
        if (!names.isEmpty()) {
            findings.add(new Finding(
                    Code.NOT_CHECKED,
                    Severity.INFO,
                    "There is no rule for " + Counted.of(names.size(), "tensor") + " " + whose + ": " + names(names),
                    Map.of("tensors", names.size())));
        }
    }

    private static String missing(TensorEntry entry) {
        return entry.operation() == Operation.GENERATED
                ? entry.name() + " is missing in the GGUF file: config.json scales the rotary positions, which needs it"
                : entry.name() + " is missing in the GGUF file; " + entry.source() + " of the original gives it";
    }

    private static String unexpected(TensorEntry entry) {
        return entry.name() + " " + entry.found() + " is in the GGUF file, but no tensor of the original gives it";
    }

    private static String shape(TensorEntry entry) {
        return entry.name() + " is " + entry.found() + " in the GGUF file; "
                + entry.source() + " gives "
                + entry.expected();
    }

    private static String names(List<String> names) {
        return Counted.names(names, FEW);
    }
}
