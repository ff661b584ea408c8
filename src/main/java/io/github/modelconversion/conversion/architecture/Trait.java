package io.github.modelconversion.conversion.architecture;

/** What architectures have in common that decides which metadata they need. */
public enum Trait {
    /** Norms by the root of the mean square. */
    RMS,
    /** Norms with mean and bias. */
    LAYERNORM,
    /** Rotary positions. */
    ROPE,
    /** Layers that attend to a sliding window, for which llama.cpp has a key. */
    WINDOW,
    /** The head is the token embedding, unless config.json says otherwise. */
    TIED
}
