package io.github.modelconversion.result.output;

/** The two sides of a comparison. */
public enum Side {
    /** The output of the original model: the ground truth. */
    REFERENCE(
            "reference",
            "pytorch-",
            "run-org-model.py writes it: run the original model",
            "run-original-model.py or run-casual-gen-embeddings-org.py writes it: run the original model"),
    /** The output of the converted model, which is judged. */
    TEST(
            "test",
            "llamacpp-",
            "llama-debug --save-logits writes it: run the converted model",
            "llama-debug --embedding --save-logits writes it: run the converted model");

    private final String label;
    private final String prefix;
    private final String originOfLogits;
    private final String originOfEmbeddings;

    Side(String label, String prefix, String originOfLogits, String originOfEmbeddings) {
        this.label = label;
        this.prefix = prefix;
        this.originOfLogits = originOfLogits;
        this.originOfEmbeddings = originOfEmbeddings;
    }

    /** Returns the side's name in sentences. */
    public String label() {
        return label;
    }

    /** Returns the prefix that the tools put before the model's name in file names. */
    public String prefix() {
        return prefix;
    }

    /** Returns a clause that names the tool that writes this side's files and what to run. */
    public String origin(OutputKind kind) {
        return kind == OutputKind.EMBEDDINGS ? originOfEmbeddings : originOfLogits;
    }
}
