package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Finding;
import java.util.Optional;

/**
 * One side that is to be opened.
 *
 * @param request the output that was asked for
 * @param name its file's name, relative to the project
 * @param tensor the tensor to open; empty where there is none, or its file says itself what it holds
 * @param problem why it cannot be opened; empty where it can
 */
record PlannedSide(OutputRequest request, String name, Optional<TensorEntry> tensor, Optional<Finding> problem) {

    /** Returns what the report says of a side that was not opened. */
    Output output() {
        return new Output(request.model(), name, tensor.flatMap(TensorEntry::optionalLabel), Optional.empty());
    }

    /** Returns this side with a sentence added to its problem; the same where it has none, or the sentence is empty. */
    PlannedSide withHint(String hint) {
        return hint.isEmpty()
                ? this
                : new PlannedSide(
                        request,
                        name,
                        tensor,
                        problem.map(it ->
                                new Finding(it.code(), it.severity(), it.message() + " " + hint, it.evidence())));
    }

    /** Returns about how many bytes its values take; 0 where it is not known. */
    long bytes() {
        return tensor.map(TensorEntry::bytes).orElseGet(request::bytes);
    }
}
