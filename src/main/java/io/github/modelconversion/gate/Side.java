package io.github.modelconversion.gate;

/** The two sides of a comparison. */
public enum Side {
    /** The output of the original model: the truth. */
    REFERENCE("reference", "pytorch-", "run-org-model.py writes it: run the original model"),
    /** The output of the converted model: what is judged. */
    TEST("test", "llamacpp-", "llama-debug --save-logits writes it: run the converted model");

    private final String label;
    private final String prefix;
    private final String origin;

    Side(String label, String prefix, String origin) {
        this.label = label;
        this.prefix = prefix;
        this.origin = origin;
    }

    /** Returns the side's name in sentences. */
    public String label() {
        return label;
    }

    /** Returns what the tools put before the model's name in a file's name. */
    String prefix() {
        return prefix;
    }

    /** Returns which tool writes this side's files. */
    String origin() {
        return origin;
    }
}
