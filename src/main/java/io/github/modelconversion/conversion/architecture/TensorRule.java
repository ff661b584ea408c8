package io.github.modelconversion.conversion.architecture;

/**
 * One way from a tensor of the original to one of the GGUF file. Names have an asterisk for the number of the block and a hash
 * for that of the expert.
 *
 * @param target the GGUF tensor
 * @param source the original tensor
 * @param operation what the converter does
 * @param variant whether it counts only where the GGUF file has the target, and then instead of the others
 */
public record TensorRule(String target, String source, Operation operation, boolean variant) {}
