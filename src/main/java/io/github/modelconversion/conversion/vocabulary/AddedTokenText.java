package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.original.tokenizer.TokenizerAddedToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts that an added token may have in a GGUF file. The converter encodes and decodes a token that is not normalized,
 * and uses the result; older converters do not.
 */
final class AddedTokenText {

    private AddedTokenText() {}

    /**
     * Returns the texts, the token's own first.
     *
     * @param decoder the type of the tokenizer's decoder
     */
    static List<String> of(TokenizerAddedToken token, String decoder) {
        Set<String> texts = new LinkedHashSet<>();
        texts.add(token.content());
        if (!token.normalized()) {
            if (decoder.equals("ByteLevel")) {
                ByteLevel.decode(token.content())
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .ifPresent(texts::add);
            } else {
                String spaced = token.content().replace('\u2581', ' ');
                texts.add(spaced);
                texts.add(spaced.startsWith(" ") ? spaced.substring(1) : spaced);
            }
            texts.addAll(texts.stream().map(AddedTokenText::cleaned).toList());
        }
        return new ArrayList<>(texts);
    }

    /** Cleans up the spaces of English text as transformers does. */
    private static String cleaned(String text) {
        return text.replace(" .", ".")
                .replace(" ?", "?")
                .replace(" !", "!")
                .replace(" ,", ",")
                .replace(" ' ", "'")
                .replace(" n't", "n't")
                .replace(" 'm", "'m")
                .replace(" 's", "'s")
                .replace(" 've", "'ve")
                .replace(" 're", "'re");
    }
}
