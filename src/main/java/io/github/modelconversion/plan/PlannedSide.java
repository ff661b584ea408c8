package io.github.modelconversion.plan;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.TensorEntry;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One side to open.
 *
 * @param request the requested output
 * @param name the file's name, relative to the project
 * @param tensor the tensor to open; empty if there is none, or if the file itself determines it
 * @param problems why it cannot be opened; none if it can
 */
public record PlannedSide(OutputRequest request, String name, Optional<TensorEntry> tensor, List<Finding> problems) {

    /** Copies the list. */
    public PlannedSide {
        problems = List.copyOf(problems);
    }

    /** Plans a side. */
    static PlannedSide of(OutputRequest request, Optional<TensorEntry> tensor, OutputKind kind, GateRequest gate) {
        Optional<Path> found = tensor.isPresent() ? Optional.of(tensor.get().file()) : request.found();
        String name = gate.nameOf(found.orElse(request.candidates().get(0)));
        Optional<Finding> missing = MissingFile.of(request, found, kind, gate);
        return new PlannedSide(request, name, tensor, missing.isPresent() ? List.of(missing.get()) : List.of());
    }

    /**
     * Returns this side with its only tensor, or with the reason why its file cannot be read. Unchanged if the file has
     * several tensors or this side already has a problem.
     */
    PlannedSide withOnlyTensor(GateRequest gate) {
        if (!problems.isEmpty()) {
            return this;
        }
        try {
            List<TensorEntry> tensors = TensorEntry.list(request, gate::nameOf).entries();
            return tensors.size() == 1 ? new PlannedSide(request, name, Optional.of(tensors.get(0)), problems) : this;
        } catch (IOException unreadable) {
            Finding reason = Finding.unusable(UnusableInputException.of(name, unreadable));
            return new PlannedSide(request, name, tensor, List.of(reason));
        }
    }

    /** Returns the report's description of a side that was not opened. */
    public Output output() {
        Optional<String> label = tensor.isPresent() ? tensor.get().optionalLabel() : Optional.empty();
        return Output.unopened(request.model(), name, label);
    }

    /** Returns this side with the hint appended to its problems; unchanged if there is no hint. */
    PlannedSide withHint(String hint) {
        return hint.isEmpty()
                ? this
                : new PlannedSide(
                        request,
                        name,
                        tensor,
                        problems.stream()
                                .map(it ->
                                        new Finding(it.code(), it.severity(), it.message() + " " + hint, it.evidence()))
                                .toList());
    }

    /** Returns the approximate size of its values in bytes; 0 if unknown. */
    long bytes() {
        return tensor.isPresent() ? tensor.get().bytes() : request.bytes();
    }
}
