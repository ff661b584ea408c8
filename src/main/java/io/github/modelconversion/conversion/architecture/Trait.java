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
    TIED,
    /**
     * The converter's class extends that of Llama: it writes the width of a head, the frequencies of Llama 3's RoPE scaling
     * and whether a space is added to texts, and adds no begin token if the vocabulary has 49 152 tokens.
     */
    LLAMA,
    /** The converter writes whether a space is added to texts, as with {@link #LLAMA}. */
    SPACE_PREFIX,
    /** The converter writes that no space is added to texts, for vocabularies of the kind {@code llama}. */
    NO_SPACE_PREFIX,
    /** The converter chooses the tokens that begin and end a text, in a way that depends on its version. */
    CHOSEN_TOKENS,
    /** The file has the frequencies of Llama 3's RoPE scaling, as with {@link #LLAMA}. */
    LLAMA3_FACTORS,
    /** The file has the frequency factors that config.json lists for longrope. */
    LONGROPE_FACTORS,
    /** The file has factors for layers without a window, of which a part of each head is rotated. */
    PROPORTIONAL_FACTORS,
    /** A part of each head is rotated, even if config.json does not state its size. */
    PARTIAL_ROPE,
    /**
     * The file states how the outputs of experts are weighed, how many of them all tokens share, and how many blocks at the
     * beginning have none.
     */
    WEIGHED_EXPERTS,
    /** Layers with a window have a RoPE base of their own. */
    WINDOW_BASE,
    /** The original uses the window that config.json states without saying so, and llama.cpp has no key for it. */
    WINDOW_WITHOUT_KEY
}
