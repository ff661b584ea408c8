package io.github.modelconversion.result.output;

/** The kinds of outputs. */
public enum OutputKind {
    /** A row has one value for each entry of the vocabulary; its softmax is the probability of the next token. */
    LOGITS("", true),
    /** A row is a vector that represents a token or the whole prompt. */
    EMBEDDINGS("-embeddings", false),
    /** Any other values of a model, such as the outputs of its layers. */
    ACTIVATIONS("", false);

    private final String suffix;
    private final boolean distributions;

    OutputKind(String suffix, boolean distributions) {
        this.suffix = suffix;
        this.distributions = distributions;
    }

    /** Returns the suffix that the tools append to the model's name in file names. */
    public String suffix() {
        return suffix;
    }

    /** Returns whether the softmax of a row is meaningful. */
    public boolean hasDistributions() {
        return distributions;
    }
}
