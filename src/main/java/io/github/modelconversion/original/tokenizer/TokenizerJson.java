package io.github.modelconversion.original.tokenizer;

import io.github.modelconversion.store.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tokenizer of Hugging Face: tokenizer.json, or vocab.json and merges.txt.
 *
 * <p>Tokens and merges are held as bytes. A merge is held as GGUF has it: both parts with a space between them, a space
 * inside a part as U+0120.
 */
public final class TokenizerJson {

    private final TokenizerTexts tokens;
    private final TokenizerTexts merges;
    private final Map<String, JsonValue> parts = new HashMap<>();

    private List<TokenizerAddedToken> added = List.of();
    private String type = "";
    private boolean byteFallback;
    private OptionalLong unknown = OptionalLong.empty();
    private float[] scores = {};

    TokenizerJson(String name) {
        tokens = new TokenizerTexts(name, "tokens");
        merges = new TokenizerTexts(name, "merges");
    }

    void setType(String type) {
        this.type = type;
    }

    void setByteFallback(boolean byteFallback) {
        this.byteFallback = byteFallback;
    }

    void setUnknown(long id) {
        unknown = OptionalLong.of(id);
    }

    void setAdded(List<TokenizerAddedToken> added) {
        this.added = List.copyOf(added);
    }

    void setScore(int id, float score) {
        if (id >= scores.length) {
            scores = Arrays.copyOf(scores, Math.max(id + 1, scores.length + (scores.length >> 1)));
        }
        scores[id] = score;
    }

    void setPart(String name, JsonValue part) {
        parts.put(name, part);
    }

    /** Returns the kind of the model: BPE, WordPiece, Unigram or another word; empty where the file does not say. */
    public String type() {
        return type;
    }

    /** Returns whether the model spells unknown letters as bytes, as Llama's does. */
    public boolean byteFallback() {
        return byteFallback;
    }

    /** Returns the tokens of the model by id, without the added ones. */
    public TokenizerTexts tokens() {
        return tokens;
    }

    /** Returns the score of a token of a Unigram model. */
    public float score(int id) {
        return scores[id];
    }

    /** Returns the id of the unknown token of a Unigram model. */
    public OptionalLong unknown() {
        return unknown;
    }

    /** Returns the merges in their order. */
    public TokenizerTexts merges() {
        return merges;
    }

    /** Returns the added tokens. */
    public List<TokenizerAddedToken> added() {
        return added;
    }

    /** Returns {@code pre_tokenizer}, {@code post_processor} or {@code decoder}; empty where it is null or absent. */
    public Optional<JsonValue> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }
}
