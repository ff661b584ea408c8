package io.github.modelconversion.original.tokenizer;

import io.github.modelconversion.store.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Hugging Face tokenizer: tokenizer.json, or vocab.json and merges.txt.
 *
 * <p>Tokens and merges are kept as bytes. A merge is kept as in GGUF: both parts separated by a space, with U+0120 for a
 * space inside a part.
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

    /** Returns the kind of the model: BPE, WordPiece, Unigram or another word; empty if not stated. */
    public String type() {
        return type;
    }

    /** Returns whether the model encodes unknown letters as bytes, as Llama's does. */
    public boolean byteFallback() {
        return byteFallback;
    }

    /** Returns the model's tokens by id, without added tokens. */
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

    /** Returns the merges in order. */
    public TokenizerTexts merges() {
        return merges;
    }

    /** Returns the added tokens. */
    public List<TokenizerAddedToken> added() {
        return added;
    }

    /** Returns {@code normalizer}, {@code pre_tokenizer}, {@code post_processor} or {@code decoder}; empty if it is null or absent. */
    public Optional<JsonValue> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }
}
