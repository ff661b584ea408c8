package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.conversion.architecture.Shapes;
import io.github.modelconversion.input.gguf.GgufDirectory;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.original.OriginalTensor;
import io.github.modelconversion.original.OriginalWeights;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares the original's tensors with those of the GGUF file: names and shapes. */
public final class TensorCheck {

    private static final String EMBEDDING = "token_embd.weight";
    private static final String HEAD = "output.weight";

    private final OriginalFolder original;
    private final GgufParts parts;
    private final Map<String, List<Long>> converted = new TreeMap<>();
    private final TensorPlan plan;
    private final List<TensorEntry> entries = new ArrayList<>();

    private TensorCheck(Architecture architecture, OriginalFolder original, GgufParts parts) {
        this.original = original;
        this.parts = parts;
        for (GgufDirectory.Entry tensor : parts.tensors()) {
            converted.put(tensor.name(), Shapes.withoutOnes(tensor.dimensions()));
        }
        this.plan = new TensorPlan(architecture, original, converted.keySet());
    }

    public static TensorResult check(Architecture architecture, OriginalFolder original, GgufParts parts) {
        OriginalWeights weights = original.weights();
        if (weights.form() != OriginalWeights.Form.SAFETENSORS) {
            String found = weights.form() == OriginalWeights.Form.PICKLE
                    ? "pytorch_model.bin, a pickle, which is never loaded because that runs code. Convert it with"
                            + " safetensors.torch.save_file"
                    : "none. Download all of the model";
            return TensorResult.notMeasured(
                    notChecked("expected safetensors files in " + original.name() + ", found " + found));
        }
        Optional<String> packing = original.config()
                .text("quantization_config.quant_method")
                .filter(method -> !method.equals("fp8") && !method.equals("mxfp4"));
        if (packing.isPresent()) {
            return TensorResult.notMeasured(notChecked("the original is quantized with " + packing.get()
                    + ", so its tensors have other names and shapes. Set modelPath to the model before that"));
        }
        return new TensorCheck(architecture, original, parts).check();
    }

    private static Finding notChecked(String reason) {
        return new Finding(Code.NOT_CHECKED, Severity.FAIL, "The tensors were not compared: " + reason, Map.of());
    }

    private TensorResult check() {
        plan.planned().forEach(this::comparePlanned);
        plan.generated().forEach(this::compareGenerated);
        converted.forEach(this::compareUnplanned);
        Map<String, Integer> places = new HashMap<>();
        parts.tensors().forEach(tensor -> places.put(tensor.name(), places.size()));
        entries.sort(Comparator.comparing(entry -> places.getOrDefault(entry.name(), Integer.MAX_VALUE)));
        return new TensorResult(true, entries, plan.leftOut(), TensorFindings.of(entries, plan.unknown()));
    }

    private void comparePlanned(String name, TensorPlan.Planned planned) {
        List<Long> expected = planned.dimensions(original.config());
        List<Long> found = converted.getOrDefault(name, List.of());
        if (!found.isEmpty() || planned.needed()) {
            List<String> sources =
                    planned.inOrder().stream().map(OriginalTensor::name).toList();
            add(name, sources, planned.operation(), expected, found);
        }
    }

    private void compareGenerated(String name, long length) {
        add(
                name,
                List.of(),
                Operation.GENERATED,
                length == 0 ? List.of() : List.of(length),
                converted.getOrDefault(name, List.of()));
    }

    private void add(String name, List<String> sources, Operation operation, List<Long> expected, List<Long> found) {
        TensorEntry.Verdict verdict;
        if (found.isEmpty()) {
            verdict = TensorEntry.Verdict.MISSING;
        } else if (expected.isEmpty() || expected.equals(found) || isCut(operation, expected, found)) {
            verdict = TensorEntry.Verdict.AGREES;
        } else {
            verdict = TensorEntry.Verdict.SHAPE_DIFFERS;
        }
        entries.add(new TensorEntry(name, sources, operation, expected, found, TensorValues.NONE, verdict));
    }

    private static boolean isCut(Operation operation, List<Long> expected, List<Long> found) {
        return (operation == Operation.ROWS_CUT || operation == Operation.ROWS_PADDED)
                && expected.size() == 2
                && found.size() == 2
                && expected.get(0).equals(found.get(0))
                && found.get(1) < expected.get(1);
    }

    private void compareUnplanned(String name, List<Long> found) {
        if (plan.planned().containsKey(name) || plan.generated().containsKey(name)) {
            return;
        }
        TensorPlan.Planned embedding = plan.planned().get(EMBEDDING);
        if (name.equals(HEAD) && embedding != null) {
            Collection<OriginalTensor> sources = embedding.inOrder();
            add(
                    name,
                    sources.stream().map(OriginalTensor::name).toList(),
                    Operation.TIED,
                    embedding.dimensions(original.config()),
                    found);
            return;
        }
        TensorEntry.Verdict verdict =
                mayBeRight(name) ? TensorEntry.Verdict.NOT_CHECKED : TensorEntry.Verdict.UNEXPECTED;
        entries.add(
                new TensorEntry(name, List.of(), Operation.UNCHECKED, List.of(), found, TensorValues.NONE, verdict));
    }

    /**
     * Returns whether a GGUF tensor may be correct: an original tensor without a rule, or a file that is not read, may be
     * its source.
     */
    private boolean mayBeRight(String name) {
        return !plan.unknown().isEmpty() || name.startsWith("dense_") || plan.mayPredict(name);
    }
}
