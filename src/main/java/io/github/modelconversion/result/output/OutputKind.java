package io.github.modelconversion.result.output;

/** What outputs hold. */
public enum OutputKind {
    /** A row has one value for each entry of the vocabulary; its softmax is the probability of the next token. */
    LOGITS("", true),
    /** A row is a vector that stands for a token, or for the whole prompt. */
    EMBEDDINGS("-embeddings", false),
    /** Any other values of a model, such as what its layers pass on. */
    ACTIVATIONS("", false);

    private final String suffix;
    private final boolean distributions;

    OutputKind(String suffix, boolean distributions) {
        this.suffix = suffix;
        this.distributions = distributions;
    }

    /** Returns what the tools put behind the model's name in a file's name. */
    public String suffix() {
        return suffix;
    }

    /** Returns whether the softmax of a row means something. */
    public boolean hasDistributions() {
        return distributions;
    }
}
