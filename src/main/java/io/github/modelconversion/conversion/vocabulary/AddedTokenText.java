package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.original.tokenizer.TokenizerAddedToken;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The texts that an added token may have in a GGUF file. The converter encodes and decodes a token that is not normalized,
 * and uses the result; older converters do not.
 */
final class AddedTokenText {

    private static final int FIRST_OF_OTHERS = 256;

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
                decodedBytes(token.content()).ifPresent(texts::add);
            } else {
                String spaced = token.content().replace('\u2581', ' ');
                texts.add(spaced);
                texts.add(spaced.startsWith(" ") ? spaced.substring(1) : spaced);
            }
            texts.addAll(texts.stream().map(AddedTokenText::cleaned).toList());
        }
        return new ArrayList<>(texts);
    }

    /** Decodes a text in which each letter stands for a byte, as in GPT-2; empty if a letter does not. */
    private static Optional<String> decodedBytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            int found = toByte(text.charAt(i));
            if (found < 0) {
                return Optional.empty();
            }
            bytes.write(found);
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    /** Visible Latin-1 letters stand for themselves; all other bytes are mapped, in order, to letters from U+0100 on. */
    private static int toByte(char letter) {
        if (standsForItself(letter)) {
            return letter;
        }
        int next = FIRST_OF_OTHERS;
        for (int value = 0; value < FIRST_OF_OTHERS; value++) {
            if (!standsForItself(value) && next++ == letter) {
                return value;
            }
        }
        return -1;
    }

    private static boolean standsForItself(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xa1 && value <= 0xff && value != 0xad);
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
