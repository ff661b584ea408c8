package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.original.tokenizer.TokenizerAddedToken;
import io.github.modelconversion.original.tokenizer.TokenizerConfig;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import io.github.modelconversion.original.tokenizer.TokenizerJson;
import io.github.modelconversion.original.tokenizer.TokenizerTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The special tokens that an original names: bos, eos and others, in the order of transformers. */
final class NamedTokens {

    private static final List<String> NAMES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    private NamedTokens() {}

    /**
     * Returns their texts. In a folder without added_tokens_decoder, transformers prefers those of special_tokens_map.json.
     *
     * @param folder the original's folder
     * @param config its tokenizer_config.json
     */
    static Set<String> of(TokenizerFolder folder, Optional<TokenizerConfig> config) throws IOException {
        Optional<TokenizerConfig> map =
                config.flatMap(some -> some.field("added_tokens_decoder")).isPresent()
                        ? Optional.empty()
                        : folder.specialTokensMap();
        Set<String> named = new LinkedHashSet<>();
        for (String name : NAMES) {
            map.flatMap(some -> some.token(name))
                    .or(() -> config.flatMap(some -> some.token(name)))
                    .ifPresent(named::add);
        }
        return named;
    }

    /**
     * Returns those that no file lists, under the ids that transformers gives them: the next ones.
     *
     * @param named the texts
     * @param json tokenizer.json
     * @param others the added tokens of other files
     */
    static List<TokenizerAddedToken> unlisted(Set<String> named, TokenizerJson json, List<TokenizerAddedToken> others) {
        Set<String> missing = new LinkedHashSet<>(named);
        TokenizerTexts tokens = json.tokens();
        long next = tokens.size();
        for (List<TokenizerAddedToken> added : List.of(json.added(), others)) {
            for (TokenizerAddedToken token : added) {
                missing.remove(token.content());
                next = Math.max(next, token.id() + 1);
            }
        }
        for (int id = 0; id < tokens.size() && !missing.isEmpty(); id++) {
            if (tokens.has(id)) {
                missing.remove(new String(tokens.get(id), StandardCharsets.UTF_8));
            }
        }
        List<TokenizerAddedToken> unlisted = new ArrayList<>();
        for (String text : missing) {
            unlisted.add(new TokenizerAddedToken(next++, text, true, false));
        }
        return unlisted;
    }
}
