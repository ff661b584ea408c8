package io.github.modelconversion.plan;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.judge.FirstDivergence;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pairs to open and the ones to skip. */
public final class Plan {

    private final GateRequest request;

    /** The pairs, grouped by the two outputs they belong to. */
    private final List<List<PlannedPair>> outputs = new ArrayList<>();

    private final List<Skipped> missing = new ArrayList<>();
    private final List<Skipped> tensors = new ArrayList<>();

    private Plan(GateRequest request) {
        this.request = request;
    }

    /** Plans the comparisons of a request. */
    public static Plan of(GateRequest request) {
        return of(request, false);
    }

    /** Plans the comparisons of a request whose outputs must be llama-perplexity runs. */
    public static Plan ofRuns(GateRequest request) {
        return of(request, true);
    }

    private static Plan of(GateRequest request, boolean ofRuns) {
        Plan plan = new Plan(request);
        for (PairRequest pair : request.pairs()) {
            String absent = request.missing() == GateRequest.Missing.SKIP ? pair.missing(request::nameOf) : "";
            if (!absent.isEmpty()) {
                plan.missing.add(pair.skipped(Optional.empty(), absent, request::nameOf));
            } else if (ofRuns || pair.ofRuns()) {
                plan.outputs.add(List.of(PlannedPair.ofRuns(pair, request)));
            } else {
                plan.addValues(pair);
            }
        }
        return plan;
    }

    /**
     * Returns the pools to compare after the pairs, grouped by model. None for pairs of which neither can be opened, whose
     * findings say why.
     */
    public List<List<PlannedPool>> pools() {
        if (!request.pools()) {
            return List.of();
        }
        List<PlannedPair> pairs = pairs();
        Map<String, Map<Optional<String>, List<Integer>>> models = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            PlannedPair pair = pairs.get(i);
            models.computeIfAbsent(pair.pair().test().model(), model -> new LinkedHashMap<>())
                    .computeIfAbsent(pair.tensor(), tensor -> new ArrayList<>())
                    .add(i);
        }
        List<String> prompts = request.prompts();
        return models.values().stream()
                .map(tensors -> tensors.values().stream()
                        .filter(numbers ->
                                numbers.stream().anyMatch(i -> pairs.get(i).isOpenable()))
                        .map(numbers -> new PlannedPool(
                                numbers, numbers.stream().map(pairs::get).toList(), prompts))
                        .toList())
                .toList();
    }

    private void addValues(PairRequest pair) {
        Optional<Path> reference = pair.reference().found();
        Optional<Path> test = pair.test().found();
        boolean directories = reference.isPresent() && Files.isDirectory(reference.get());
        try {
            if (reference.isPresent() && test.isPresent() && directories == Files.isDirectory(test.get())) {
                TensorPlan plan = TensorPlan.of(pair, request);
                outputs.add(plan.pairs());
                tensors.addAll(plan.skipped());
                return;
            }
        } catch (IOException unusable) {
            if (directories) {
                var reason = UnusableInputException.of(request.nameOf(reference.orElseThrow()), unusable);
                outputs.add(List.of(PlannedPair.refused(pair, request, Finding.unusable(reason))));
                return;
            }
        }
        outputs.add(List.of(PlannedPair.ofUnlike(pair, request)));
    }

    public List<PlannedPair> pairs() {
        List<PlannedPair> pairs = new ArrayList<>();
        for (List<PlannedPair> output : outputs) {
            pairs.addAll(output);
        }
        return pairs;
    }

    /** Returns what is skipped: outputs first, then tensors. */
    public List<Skipped> skipped() {
        List<Skipped> all = new ArrayList<>(missing);
        all.addAll(tensors);
        return all;
    }

    /** Marks in the comparisons of all pairs where the tensors of two outputs first diverge. */
    public List<Comparison> marked(List<Comparison> comparisons) {
        List<Comparison> marked = new ArrayList<>();
        for (List<PlannedPair> output : outputs) {
            int from = marked.size();
            marked.addAll(FirstDivergence.mark(comparisons.subList(from, from + output.size())));
        }
        return marked;
    }
}
