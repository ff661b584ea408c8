package io.github.modelconversion.plan;

import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.TensorEntry;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.output.OutputKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Two tensors, or two runs of llama-perplexity, that are to be compared.
 *
 * @param pair the outputs that hold them, and what these are taken for
 * @param dataDirectory the name of their data directory; empty when the files were named outright
 * @param reference the reference's side
 * @param test the test's side
 * @param ofRuns whether the reference is a run of llama-perplexity
 * @param obstacle why they cannot be compared whatever the sides hold; empty where they can
 */
public record PlannedPair(
        PairRequest pair,
        Optional<String> dataDirectory,
        PlannedSide reference,
        PlannedSide test,
        boolean ofRuns,
        Optional<Finding> obstacle) {

    /** Plans a pair of tensors, which some sides may not have. */
    static PlannedPair of(
            PairRequest pair,
            GateRequest gate,
            Function<OutputRequest, Optional<TensorEntry>> tensors,
            Optional<Finding> obstacle) {
        return of(
                pair,
                gate,
                request -> PlannedSide.of(request, tensors.apply(request), pair.kind(), gate),
                false,
                obstacle);
    }

    /** Plans two outputs without looking into them. */
    static PlannedPair ofRuns(PairRequest pair, GateRequest gate) {
        return of(
                pair,
                gate,
                request -> PlannedSide.of(request, Optional.empty(), pair.kind(), gate),
                true,
                Optional.empty());
    }

    /** Plans two outputs that cannot be compared: what one of them holds is still told where that is a single tensor. */
    static PlannedPair ofUnlike(PairRequest pair, GateRequest gate) {
        return of(
                pair,
                gate,
                request -> PlannedSide.of(request, Optional.empty(), pair.kind(), gate)
                        .withOnlyTensor(gate),
                false,
                Optional.empty());
    }

    /** One missing file is enough to give the hint. */
    private static PlannedPair of(
            PairRequest pair,
            GateRequest gate,
            Function<OutputRequest, PlannedSide> sides,
            boolean ofRuns,
            Optional<Finding> obstacle) {
        PlannedSide reference = sides.apply(pair.reference()).withHint(gate.missingFileHint());
        PlannedSide test = sides.apply(pair.test());
        return new PlannedPair(
                pair,
                pair.dataDirectory().map(gate::nameOf),
                reference,
                reference.problem().isEmpty() ? test.withHint(gate.missingFileHint()) : test,
                ofRuns,
                obstacle);
    }

    public OutputKind kind() {
        return ofRuns ? OutputKind.LOGITS : pair.kind();
    }

    /** Returns why sides cannot be opened. */
    public List<Finding> problems() {
        return Stream.of(reference, test)
                .flatMap(side -> side.problem().stream())
                .toList();
    }

    /** Returns both files' names for messages about one of them. */
    public String names() {
        return reference.name() + " or " + test.name();
    }

    /** Returns about how many bytes the values of both sides take; 0 where it is not known. */
    public long bytes() {
        return reference.bytes() + test.bytes();
    }
}
