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
 * Two tensors, or two llama-perplexity runs, to compare.
 *
 * @param pair the outputs that hold them, and how to read these
 * @param dataDirectory the name of their data directory; empty if the files were set explicitly
 * @param reference the reference's side
 * @param test the test's side
 * @param ofRuns whether the reference is a llama-perplexity run
 * @param obstacles why they cannot be compared, whatever the sides hold; none if they can
 */
public record PlannedPair(
        PairRequest pair,
        Optional<String> dataDirectory,
        PlannedSide reference,
        PlannedSide test,
        boolean ofRuns,
        List<Finding> obstacles) {

    /** Copies the list. */
    public PlannedPair {
        obstacles = List.copyOf(obstacles);
    }

    /** Plans a pair of tensors; either side may lack one. */
    static PlannedPair of(
            PairRequest pair,
            GateRequest gate,
            Function<OutputRequest, Optional<TensorEntry>> tensors,
            List<Finding> obstacles) {
        return of(
                pair,
                gate,
                request -> PlannedSide.of(request, tensors.apply(request), pair.kind(), gate),
                false,
                obstacles);
    }

    /** Plans two outputs that are not opened. */
    static PlannedPair refused(PairRequest pair, GateRequest gate, Finding obstacle) {
        return of(pair, gate, request -> closed(request, pair, gate), false, List.of(obstacle));
    }

    /** Plans two outputs, of which one is a llama-perplexity run. */
    static PlannedPair ofRuns(PairRequest pair, GateRequest gate) {
        return of(pair, gate, request -> closed(request, pair, gate), true, List.of());
    }

    /** Plans two outputs that cannot be compared. A side that holds a single tensor is still opened for the report. */
    static PlannedPair ofUnlike(PairRequest pair, GateRequest gate) {
        return of(pair, gate, request -> closed(request, pair, gate).withOnlyTensor(gate), false, List.of());
    }

    /** Plans a side without looking into its file. */
    private static PlannedSide closed(OutputRequest request, PairRequest pair, GateRequest gate) {
        return PlannedSide.of(request, Optional.empty(), pair.kind(), gate);
    }

    /** Adds the hint if at least one file is missing. */
    private static PlannedPair of(
            PairRequest pair,
            GateRequest gate,
            Function<OutputRequest, PlannedSide> sides,
            boolean ofRuns,
            List<Finding> obstacles) {
        PlannedSide reference = sides.apply(pair.reference()).withHint(gate.missingFileHint());
        PlannedSide test = sides.apply(pair.test());
        return new PlannedPair(
                pair,
                pair.dataDirectory().map(gate::nameOf),
                reference,
                reference.problems().isEmpty() ? test.withHint(gate.missingFileHint()) : test,
                ofRuns,
                obstacles);
    }

    public OutputKind kind() {
        return ofRuns ? OutputKind.LOGITS : pair.kind();
    }

    /** Returns why the sides cannot be opened. */
    public List<Finding> problems() {
        return Stream.of(reference, test)
                .flatMap(side -> side.problems().stream())
                .toList();
    }

    /** Returns whether both sides can be opened. */
    boolean isOpenable() {
        return obstacles.isEmpty() && problems().isEmpty();
    }

    /** Returns the tensor's name in the reference; empty if the outputs have a single unnamed tensor. */
    Optional<String> tensor() {
        return reference.output().tensor().or(() -> test.output().tensor());
    }

    /** Returns both file names, for messages about one of the two. */
    public String names() {
        return reference.name() + " or " + test.name();
    }

    /** Returns the approximate size of both sides' values in bytes; 0 if unknown. */
    public long bytes() {
        return reference.bytes() + test.bytes();
    }
}
