package io.github.modelconversion.conversion.part;

/** A part of a conversion that can be checked. */
public enum Check {
    /** The hyper-parameters. */
    METADATA("hyper-parameters"),
    /** The tokenizer. */
    TOKENIZER("entries of the tokenizer"),
    /** The names and shapes of the tensors. */
    WEIGHTS("tensors");

    private final String entries;

    Check(String entries) {
        this.entries = entries;
    }

    /** Returns the word for its entries, in the plural. */
    public String entries() {
        return entries;
    }
}
