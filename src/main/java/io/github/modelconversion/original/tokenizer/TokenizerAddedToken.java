package io.github.modelconversion.original.tokenizer;

/**
 * A token that was added to a vocabulary.
 *
 * @param id its id
 * @param content its text
 * @param special whether it is a control token
 * @param normalized whether it is matched only in normalized text
 */
public record TokenizerAddedToken(long id, String content, boolean special, boolean normalized) {}
