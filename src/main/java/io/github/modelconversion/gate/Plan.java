package io.github.modelconversion.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Which pairs are opened, and which are left out.
 *
 * @param outputs the pairs, those of the tensors of two outputs together
 * @param skipped what is left out
 */
record Plan(List<List<PlannedPair>> outputs, List<Skipped> skipped) {

    /** Plans the comparisons of a request. */
    static Plan of(GateRequest request) {
        return of(request, TensorPlan::of);
    }

    /** Plans the comparisons of a request, which must be of runs of llama-perplexity. */
    static Plan ofRuns(GateRequest request) {
        return of(request, TensorPlan::ofRuns);
    }

    private static Plan of(GateRequest request, BiFunction<PairRequest, GateRequest, TensorPlan> planner) {
        BaseDirectory base = new BaseDirectory(request.baseDirectory());
        List<List<PlannedPair>> outputs = new ArrayList<>();
        List<Skipped> missing = new ArrayList<>();
        List<Skipped> tensors = new ArrayList<>();
        for (PairRequest pair : request.pairs()) {
            Optional<String> reason =
                    request.missing() == GateRequest.Missing.SKIP ? pair.missing(base) : Optional.empty();
            if (reason.isPresent()) {
                missing.add(new Skipped(
                        pair.dataDirectory().map(base::nameOf),
                        pair.reference().model(),
                        pair.test().model(),
                        Optional.empty(),
                        reason.get()));
            } else {
                TensorPlan plan = planner.apply(pair, request);
                outputs.add(plan.pairs());
                tensors.addAll(plan.skipped());
            }
        }
        missing.addAll(tensors);
        return new Plan(outputs, missing);
    }

    List<PlannedPair> pairs() {
        return outputs.stream().flatMap(List::stream).toList();
    }

    /** Returns the comparisons of all pairs with where the tensors of two outputs diverge. */
    List<Comparison> marked(List<Comparison> comparisons) {
        List<Comparison> marked = new ArrayList<>();
        for (List<PlannedPair> output : outputs) {
            int from = marked.size();
            marked.addAll(FirstDivergence.mark(comparisons.subList(from, from + output.size())));
        }
        return marked;
    }
}
