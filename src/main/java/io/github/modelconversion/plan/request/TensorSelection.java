package io.github.modelconversion.plan.request;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Which tensors of two files are compared.
 *
 * @param tensor the reference's name of the only one; empty for all
 * @param names what the test calls the reference's tensors
 * @param ofOneKind whether all hold what the outputs are said to hold; else only those called logits are logits
 */
public record TensorSelection(Optional<String> tensor, TensorNames names, boolean ofOneKind) {

    /** All tensors, each with the one of the same name. */
    public static final TensorSelection ALL = new TensorSelection(Optional.empty(), new TensorNames(List.of()), false);

    /**
     * Checks that nothing names tensors.
     *
     * @param files the files, of which one at least has no names
     * @throws UnusableInputException when something does
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
     * Returns the one tensor of the test that counts where only one can.
     *
     * @throws UnusableInputException when there are several and none was named, or not the one that was
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
