package io.github.modelconversion.conversion.part;

import io.github.modelconversion.text.Counted;

/** A part of a conversion that can be checked. */
public enum Check {
    /** The hyper-parameters. */
    METADATA("hyper-parameter", "hyper-parameters"),
    /** The tokenizer. */
    TOKENIZER("entry of the tokenizer", "entries of the tokenizer"),
    /** The names and shapes of the tensors. */
    WEIGHTS("tensor", "tensors");

    private final String entry;
    private final String entries;

    Check(String entry, String entries) {
        this.entry = entry;
        this.entries = entries;
    }

    /** Returns a number of its entries in words. */
    public String entries(long count) {
        return Counted.of(count, entry, entries);
    }

    /** Returns the word for its entries, in the plural. */
    public String entries() {
        return entries;
    }
}
