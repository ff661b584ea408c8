package io.github.modelconversion.conversion.architecture;

/** A common trait of architectures that determines which metadata they need. */
public enum Trait {
    /** Root mean square norms. */
    RMS,
    /** Norms with mean and bias. */
    LAYERNORM,
    /** Rotary positions. */
    ROPE,
    /** Sliding-window attention layers, for which llama.cpp has a key. */
    WINDOW,
    /** The head is the token embedding, unless config.json says otherwise. */
    TIED
}
