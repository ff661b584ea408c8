package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.vocabulary.Shown;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.tokenizer.TokenizerAddedToken;
import io.github.modelconversion.original.tokenizer.TokenizerConfig;
import io.github.modelconversion.original.tokenizer.TokenizerJson;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The special tokens that a GGUF file must name, and whether each is added before or after every text. The converter uses
 * the token's text in tokenizer_config.json if it is an added token of tokenizer.json, else the id in config.json.
 *
 * @param ids the ids by kind of token: bos, eos, unk, sep, pad, mask, eot, eom
 * @param added whether the token of a kind (bos, eos, sep) is added to every text
 */
record SpecialTokens(Map<String, Stated<Long>> ids, Map<String, Stated<Boolean>> added) {

    /**
     * A value that a file states.
     *
     * @param value the value
     * @param source where it is stated, for messages
     */
    record Stated<T>(T value, String source) {}

    /**
     * Reads the original's special tokens.
     *
     * @param json tokenizer.json
     * @param config tokenizer_config.json; an empty one counts as none
     * @param model config.json
     * @param tokens the size of the vocabulary, from which on ids are ignored; empty if all ids count
     */
    static SpecialTokens of(
            Optional<TokenizerJson> json, Optional<TokenizerConfig> config, OriginalConfig model, OptionalLong tokens)
            throws IOException {
        SpecialTexts texts = SpecialTexts.of(config);
        Map<String, Stated<Boolean>> added = new LinkedHashMap<>();
        if (json.isPresent()) {
            new PostProcessor(texts, config.isPresent(), added).read(json.get().part("post_processor"));
        }
        Map<String, Stated<Long>> ids = new LinkedHashMap<>();
        long most = tokens.orElse(Long.MAX_VALUE);
        if (config.isPresent()) {
            for (String kind : texts.kinds()) {
                config.get()
                        .flag("add_" + kind + "_token")
                        .ifPresent(flag -> added.put(
                                kind, new Stated<>(flag, "tokenizer_config.json: add_" + kind + "_token " + flag)));
                Optional<String> text = texts.text(kind);
                if (text.isPresent() && json.isPresent()) {
                    id(json.get(), text.get())
                            .filter(id -> id >= 0 && id < most)
                            .ifPresent(id -> ids.put(
                                    kind,
                                    new Stated<>(id, texts.source(kind) + " " + Shown.of(text.get()) + ", id " + id)));
                }
            }
        }
        for (String kind : texts.kinds()) {
            id(model, kind + "_token_id")
                    .filter(id -> id >= 0 && id < most && !texts.isOpen(kind))
                    .ifPresent(
                            id -> ids.putIfAbsent(kind, new Stated<>(id, "config.json: " + kind + "_token_id " + id)));
        }
        return new SpecialTokens(ids, added);
    }

    private static Optional<Long> id(TokenizerJson json, String text) {
        return json.added().stream()
                .filter(token -> token.content().equals(text))
                .map(TokenizerAddedToken::id)
                .findFirst();
    }

    /** Returns the id; a list of ids does not count. */
    private static Optional<Long> id(OriginalConfig model, String field) throws IOException {
        Optional<JsonValue> root = model.ofRoot(field);
        Optional<JsonValue> value = root.isPresent() ? root : model.find(field).map(OriginalConfig.Stated::value);
        return value.flatMap(OriginalConfig::number)
                .filter(number -> number == Math.rint(number))
                .map(Double::longValue);
    }
}
