package io.github.modelconversion.plan.request;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Selects the tensors of two files to compare.
 *
 * @param tensor the reference's name for the only tensor to compare; empty for all
 * @param names the mapping to the test's tensor names
 * @param ofOneKind whether all tensors hold the configured output kind; otherwise only those called logits are logits
 */
public record TensorSelection(Optional<String> tensor, TensorNames names, boolean ofOneKind) {

    /** Compares all tensors by equal names. */
    public static final TensorSelection ALL = new TensorSelection(Optional.empty(), new TensorNames(List.of()), false);

    /**
     * Checks that no tensor names are configured.
     *
     * @param files the files; at least one of them has no tensor names
     * @throws UnusableInputException if tensor names are configured
     */
    public void requireNone(String files) throws UnusableInputException {
        if (tensor.isPresent() || !names.rules().isEmpty()) {
            String parameter = tensor.isPresent() ? "tensor" : "tensorNames";
            throw new UnusableInputException(
                    files,
                    "expected files with named tensors, since " + parameter + " is set, found values without a name",
                    "Leave " + parameter + " out");
        }
    }

    /**
     * Returns the test's tensor to compare if only one can be compared.
     *
     * @throws UnusableInputException if there are several and none was named, or if the named one is missing
     */
    public Tensor only(List<TensorEntry> tensors, String file) throws UnusableInputException {
        Optional<String> name = tensor.map(names::ofTest);
        List<TensorEntry> values = tensors.stream()
                .filter(entry -> entry.tensor().content() != Tensor.Content.INTEGERS)
                .filter(entry ->
                        entry.label().isEmpty() || name.isEmpty() || name.get().equals(entry.label()))
                .toList();
        if (tensors.stream().allMatch(entry -> entry.label().isEmpty())) {
            requireNone(file);
        }
        if (values.size() != 1) {
            throw new UnusableInputException(
                    file,
                    "expected one tensor" + name.map(" called "::concat).orElse("") + ", found "
                            + TensorEntry.names(tensors),
                    "Name the one to compare with tensor");
        }
        return values.get(0).tensor();
    }
}
