package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.text.Counted;
import io.github.modelconversion.weight.compare.Grade;
import io.github.modelconversion.weight.compare.NonFiniteCount;
import io.github.modelconversion.weight.compare.WeightSample;
import io.github.modelconversion.weight.source.ConvertedTensor;
import io.github.modelconversion.weight.type.UsualError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Words the findings about the values of tensors. */
final class ValueFindings {

    private static final int FEW = 4;

    private final Explanations explanations;

    ValueFindings(Explanations explanations) {
        this.explanations = explanations;
    }

    /**
     * Returns the finding on each tensor that there is something to say about, by the tensor's name. A finding may be on
     * several tensors.
     *
     * @param compared the tensors whose values were compared
     * @param notCompared the tensors whose values there is no rule for
     * @param ofUnknownType the tensors of a type that is not decoded
     * @throws IOException if a file cannot be read
     */
    Map<String, Finding> of(
            List<ComparedTensor> compared, List<TensorEntry> notCompared, List<ConvertedTensor> ofUnknownType)
            throws IOException {
        Map<String, Finding> findings = new LinkedHashMap<>();
        addUnknown(findings, ofUnknownType);
        findings.putAll(DifferingTensors.of(of(compared, Grade.DIFFERS), compared.size(), explanations));
        for (ComparedTensor tensor : of(compared, Grade.NON_FINITE)) {
            findings.put(tensor.entry().name(), nonFinite(tensor));
        }
        addUnusual(findings, compared);
        addLost(findings, of(compared, Grade.LOST));
        addNotCompared(findings, notCompared, compared.isEmpty() && ofUnknownType.isEmpty());
        return findings;
    }

    private static List<ComparedTensor> of(List<ComparedTensor> compared, Grade grade) {
        return compared.stream().filter(tensor -> tensor.grade() == grade).toList();
    }

    static void add(Map<String, Finding> findings, List<String> names, Finding finding) {
        names.forEach(name -> findings.put(name, finding));
    }

    static List<String> names(List<ComparedTensor> tensors) {
        return tensors.stream().map(tensor -> tensor.entry().name()).toList();
    }

    private static void addUnknown(Map<String, Finding> findings, List<ConvertedTensor> tensors) {
        Map<String, List<String>> names = new TreeMap<>();
        tensors.forEach(tensor -> names.computeIfAbsent(tensor.typeName(), type -> new ArrayList<>())
                .add(tensor.name()));
        names.forEach((type, its) -> add(
                findings,
                its,
                new Finding(
                        Code.WEIGHT_TYPE_UNKNOWN,
                        Severity.FAIL,
                        "The weights of " + tensors(its) + " were not compared: there is no decoder for the type "
                                + type,
                        Map.of("tensors", its.size()))));
    }

    private static Finding nonFinite(ComparedTensor tensor) {
        NonFiniteCount test = tensor.measured().test();
        NonFiniteCount reference = tensor.measured().reference();
        Map<String, Number> evidence = new LinkedHashMap<>();
        List<String> sides = new ArrayList<>();
        if (test.count() > 0) {
            evidence.put("weights", test.count());
            evidence.put("firstIndex", test.first());
            sides.add(tensor.entry().name() + " has " + weights(test) + " in the GGUF file");
        }
        if (reference.count() > 0) {
            evidence.put("originalWeights", reference.count());
            evidence.put("originalFirstIndex", reference.first());
            sides.add(tensor.entry().source() + " has " + weights(reference) + " in the original");
        }
        String hint = reference.count() == 0 && tensor.converted().type().equals(Optional.of(TensorType.F16))
                ? ". F16 holds no number above 65504: convert to BF16 or F32"
                : "";
        return new Finding(Code.NON_FINITE_WEIGHTS, Severity.FAIL, String.join("; ", sides) + hint, evidence);
    }

    private static String weights(NonFiniteCount count) {
        return Counted.of(count.count(), "infinite or NaN weight") + ", the first at index " + count.first();
    }

    private static void addUnusual(Map<String, Finding> findings, List<ComparedTensor> compared) {
        Map<String, List<ComparedTensor>> byType = new TreeMap<>();
        for (ComparedTensor tensor : of(compared, Grade.UNUSUAL)) {
            byType.computeIfAbsent(tensor.converted().typeName(), type -> new ArrayList<>())
                    .add(tensor);
        }
        byType.forEach((type, tensors) -> add(findings, names(tensors), unusual(type, tensors)));
    }

    /** Returns one warning for all tensors of a type. */
    private static Finding unusual(String type, List<ComparedTensor> tensors) {
        ComparedTensor worst = tensors.stream()
                .max(Comparator.comparingDouble(
                        tensor -> tensor.measured().sums().nmse()))
                .orElseThrow();
        double nmse = worst.measured().sums().nmse();
        double off = tensors.stream()
                .mapToDouble(tensor -> tensor.measured().offShare())
                .max()
                .orElseThrow();
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("tensors", tensors.size());
        evidence.put("largestNmse", nmse);
        evidence.put("largestOffShare", off);
        Optional<UsualError> usual = worst.converted().usualError();
        usual.ifPresent(known -> evidence.put("usual", known.nmse()));
        String names = tensors(names(tensors));
        boolean coarse = usual.filter(UsualError::isCoarse).isPresent();
        return new Finding(
                Code.QUANTIZATION_ERROR,
                Severity.WARNING,
                coarse
                        ? type + " keeps little of the weights of " + names + ": NMSE up to " + shown(nmse)
                                + ". Use it only for a model that was trained with ternary weights"
                        : "The weights of " + names + " are rounded more coarsely than " + type + " needs: NMSE up to "
                                + shown(nmse)
                                + usual.map(known -> ", usually " + shown(known.nmse()))
                                        .orElse("")
                                + String.format(
                                        Locale.ROOT, "; up to %.1f %% are off by more than half a step", 100 * off),
                evidence);
    }

    private static void addLost(Map<String, Finding> findings, List<ComparedTensor> lost) {
        if (!lost.isEmpty()) {
            Finding finding = new Finding(
                    Code.QUANTIZATION_ERROR,
                    Severity.INFO,
                    "The weights of " + tensors(names(lost)) + " are so small that the scales of "
                            + lost.get(0).converted().typeName()
                            + " round them coarsely",
                    Map.of("tensors", lost.size()));
            add(findings, names(lost), finding);
        }
    }

    /** Returns the finding that a sample leaves out weights. */
    static Finding sampled(TensorResult result, WeightSample sample) {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("sample", sample.share());
        evidence.put("weights", result.weights());
        evidence.put("weightsCompared", result.weightsCompared());
        evidence.put("tensors", result.comparedInPart());
        double left = 1 - (double) result.weightsCompared() / result.weights();
        return new Finding(
                Code.NOT_CHECKED,
                Severity.INFO,
                String.format(
                        Locale.ROOT,
                        "The weights were sampled: of %s, %.1f %% of all weights were not compared",
                        Counted.of(result.comparedInPart(), "tensor"),
                        100 * left),
                evidence);
    }

    private static void addNotCompared(Map<String, Finding> findings, List<TensorEntry> entries, boolean nothing) {
        if (!entries.isEmpty()) {
            List<String> names = entries.stream().map(TensorEntry::name).toList();
            Finding finding = new Finding(
                    Code.NOT_CHECKED,
                    nothing ? Severity.FAIL : Severity.INFO,
                    "The weights of " + tensors(names)
                            + " were not compared: there is no rule to compute them from the original",
                    Map.of("tensors", entries.size()));
            add(findings, names, finding);
        }
    }

    static String tensors(List<String> names) {
        return names.size() == 1
                ? names.get(0)
                : names.size() + " tensors, such as "
                        + names.stream().limit(FEW).collect(Collectors.joining(", "));
    }

    static String shown(double value) {
        if (Double.isInfinite(value)) {
            return "infinite";
        }
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }
}
