package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.logits.OutputKind;
import java.util.List;
import java.util.Optional;
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
record PlannedPair(
        PairRequest pair,
        Optional<String> dataDirectory,
        PlannedSide reference,
        PlannedSide test,
        boolean ofRuns,
        Optional<Finding> obstacle) {

    OutputKind kind() {
        return ofRuns ? OutputKind.LOGITS : pair.kind();
    }

    /** Returns why sides cannot be opened. */
    List<Finding> problems() {
        return Stream.of(reference, test)
                .flatMap(side -> side.problem().stream())
                .toList();
    }

    /** Returns both files' names for messages about one of them. */
    String names() {
        return reference.name() + " or " + test.name();
    }

    /** Returns about how many bytes the values of both sides take; 0 where it is not known. */
    long bytes() {
        return reference.bytes() + test.bytes();
    }
}
