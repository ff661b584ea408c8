package io.github.modelconversion.conversion.architecture;

/**
 * A rule that makes a GGUF tensor from an original one. In names, an asterisk stands for the block number and a hash for the
 * expert number.
 *
 * @param target the GGUF tensor
 * @param source the original tensor
 * @param operation the converter's operation
 * @param variant whether it applies only if the GGUF file has the target, and then replaces the other rules
 */
public record TensorRule(String target, String source, Operation operation, boolean variant) {}
