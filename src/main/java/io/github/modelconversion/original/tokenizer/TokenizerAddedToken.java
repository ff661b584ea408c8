package io.github.modelconversion.original.tokenizer;

/**
 * A token that was added to a vocabulary.
 *
 * @param id its id
 * @param content its text
 * @param special whether it is one for control
 * @param normalized whether it is found in normalized text only
 */
public record TokenizerAddedToken(long id, String content, boolean special, boolean normalized) {}
