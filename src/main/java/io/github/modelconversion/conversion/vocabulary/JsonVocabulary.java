package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.tokenizer.TokenizerAddedToken;
import io.github.modelconversion.original.tokenizer.TokenizerConfig;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import io.github.modelconversion.original.tokenizer.TokenizerJson;
import io.github.modelconversion.original.tokenizer.TokenizerTexts;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The vocabulary that the converter makes from a Hugging Face tokenizer. */
final class JsonVocabulary {

    private static final float LLAMA_SCORE = -1000;
    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-Fa-f]{2}>");
    private static final UnaryText WORD_PIECES = text -> text.startsWith("##") ? text.substring(2) : '\u2581' + text;
    private static final Pattern SPACES_AT_END = Pattern.compile("\\p{IsWhite_Space}+\\z");
    private static final Pattern IN_BRACKETS = Pattern.compile("<.*>|\\[.*\\]", Pattern.DOTALL);
    /** Tokens of Gemma 4 that users see in some conversions: those of tools and channels. */
    private static final Set<String> VISIBLE_TOKENS = Set.of(
            "<|channel>",
            "<channel|>",
            "<|tool_call>",
            "<tool_call|>",
            "<|tool_response>",
            "<tool_response|>",
            "<|\"|>");

    private final TokenizerFolder folder;
    private final TokenizerJson json;
    private final Optional<TokenizerConfig> config;
    private final ExpectedVocabulary vocabulary;
    private final long modelSize;

    /**
     * Creates the object.
     *
     * @param folder the original's folder
     * @param json its tokenizer
     * @param config its tokenizer_config.json
     * @param scored whether GGUF has scores for this kind
     */
    JsonVocabulary(TokenizerFolder folder, TokenizerJson json, Optional<TokenizerConfig> config, boolean scored) {
        this.folder = folder;
        this.json = json;
        this.config = config;
        vocabulary = new ExpectedVocabulary(folder.nameOf("tokenizer.json"), scored);
        modelSize = json.tokens().size();
    }

    /** Makes the vocabulary of a BPE model: its tokens are normal; added tokens are control or user-defined tokens. */
    ExpectedVocabulary ofBytePairs(OptionalLong size) throws IOException {
        putAll(UnaryText.SAME);
        setPaddedLength(size);
        return vocabulary;
    }

    /**
     * Makes the vocabulary of vocab.json, which does not mark special tokens. tokenizer_config.json does, or the tokenizer's
     * class: tokens that look special and are not listed may have any type.
     */
    ExpectedVocabulary ofPlainBytePairs(OptionalLong size) throws IOException {
        ofBytePairs(size);
        Set<Long> listed = putListed();
        Set<String> named = NamedTokens.of(folder, config);
        TokenizerTexts tokens = json.tokens();
        for (int id = 0; id < tokens.size(); id++) {
            if (tokens.has(id) && !listed.contains((long) id)) {
                String text = new String(tokens.get(id), StandardCharsets.UTF_8);
                if (named.contains(text) || IN_BRACKETS.matcher(text).matches()) {
                    vocabulary.allowTypes(id, TokenType.CONTROL.bit() | TokenType.USER_DEFINED.bit());
                }
            }
        }
        return vocabulary;
    }

    /** Puts the tokens that tokenizer_config.json lists and the vocabulary has under the same ids; returns these ids. */
    private Set<Long> putListed() throws IOException {
        Set<Long> listed = new HashSet<>();
        List<TokenizerAddedToken> tokens =
                config.isPresent() ? config.get().addedTokens() : List.<TokenizerAddedToken>of();
        for (TokenizerAddedToken token : tokens) {
            if (json.tokens().is(token.id(), token.content().getBytes(StandardCharsets.UTF_8))) {
                putAdded(token, UnaryText.SAME);
                listed.add(token.id());
            }
        }
        return listed;
    }

    /**
     * Makes the vocabulary of a WordPiece model: continuations lose their ##; all others except control tokens gain U+2581.
     * Older converters left tokens in brackets unchanged.
     */
    ExpectedVocabulary ofWordPieces(OptionalLong size) throws IOException {
        putAll(WORD_PIECES);
        TokenizerTexts tokens = json.tokens();
        for (int id = 0; id < tokens.size(); id++) {
            byte[] text = tokens.has(id) ? tokens.get(id) : new byte[0];
            if (text.length > 1 && text[0] == '[' && text[text.length - 1] == ']') {
                vocabulary.allow(id, List.of(text));
            }
        }
        vocabulary.setPaddingPrefix("\u2581");
        setPaddedLength(size);
        return vocabulary;
    }

    /** Makes the vocabulary of vocab.txt. Transformers 5 drops the spaces at the end of a line, older versions do not. */
    ExpectedVocabulary ofLines(OptionalLong size) throws IOException {
        ofWordPieces(size);
        TokenizerTexts tokens = json.tokens();
        for (int id = 0; id < tokens.size(); id++) {
            String text = tokens.has(id) ? new String(tokens.get(id), StandardCharsets.UTF_8) : "";
            String stripped = SPACES_AT_END.matcher(text).replaceFirst("");
            if (!stripped.equals(text)) {
                vocabulary.allow(id, List.of(WORD_PIECES.of(stripped).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return vocabulary;
    }

    @FunctionalInterface
    private interface UnaryText {
        UnaryText SAME = text -> text;

        String of(String text);
    }

    private void putAll(UnaryText rewriting) throws IOException {
        TokenizerTexts tokens = json.tokens();
        for (int id = 0; id < tokens.size(); id++) {
            if (tokens.has(id)) {
                byte[] text = tokens.get(id);
                vocabulary.put(
                        id, rewriting == UnaryText.SAME ? text : rewritten(rewriting, text), TokenType.NORMAL.bit(), 0);
            }
        }
        for (TokenizerAddedToken token : json.added()) {
            putAdded(token, rewriting);
        }
        List<TokenizerAddedToken> others = new ArrayList<>(folder.addedTokens());
        if (config.isPresent()) {
            others.addAll(config.get().addedTokens());
        }
        for (TokenizerAddedToken token : others) {
            if (!vocabulary.has(token.id())) {
                putAdded(token, rewriting);
                vocabulary.makeOptional(token.id());
            }
        }
        for (TokenizerAddedToken token : NamedTokens.unlisted(NamedTokens.of(folder, config), json, others)) {
            putAdded(token, rewriting);
            vocabulary.makeOptional(token.id());
        }
    }

    private static byte[] rewritten(UnaryText rewriting, byte[] text) {
        return rewriting.of(new String(text, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private void putAdded(TokenizerAddedToken token, UnaryText rewriting) throws IOException {
        TokenType type = TokenType.ofAdded(token.special(), token.content());
        List<byte[]> right = new ArrayList<>();
        for (String text : AddedTokenText.of(token, decoderType())) {
            if (type == TokenType.CONTROL) {
                right.add(text.getBytes(StandardCharsets.UTF_8));
            } else {
                right.add(rewriting.of(text.replace('\u2581', ' ')).getBytes(StandardCharsets.UTF_8));
            }
        }
        vocabulary.put(token.id(), right.get(0), type.bit(), 0);
        vocabulary.allow(token.id(), right.subList(1, right.size()));
    }

    private String decoderType() throws IOException {
        Optional<JsonValue> decoder = json.part("decoder");
        return decoder.isPresent()
                ? decoder.get().find("type").flatMap(OriginalConfig::text).orElse("")
                : "";
    }

    /** Pads the vocabulary to the size that config.json states. */
    private void setPaddedLength(OptionalLong size) {
        long needed = json.added().stream().mapToLong(token -> token.id() + 1).reduce(modelSize, Math::max);
        long length = Math.max(size.orElse(needed), needed);
        vocabulary.setLength(length, size.isPresent() ? length : Long.MAX_VALUE);
    }

    /**
     * Makes the vocabulary of a BPE model with byte fallback, the form of a Llama's SentencePiece model in tokenizer.json.
     */
    ExpectedVocabulary ofLlama() throws IOException {
        TokenizerTexts tokens = json.tokens();
        Set<String> named = NamedTokens.of(folder, config);
        Set<String> special = specialTokens();
        for (int id = 0; id < tokens.size(); id++) {
            if (tokens.has(id)) {
                byte[] text = tokens.get(id);
                String shown = new String(text, StandardCharsets.UTF_8);
                TokenType type = BYTE.matcher(shown).matches() ? TokenType.BYTE : TokenType.NORMAL;
                vocabulary.put(id, text, types(type, named.contains(shown), special.contains(shown)), LLAMA_SCORE);
            }
        }
        long length = modelSize;
        for (TokenizerAddedToken token : json.added()) {
            if (token.id() >= modelSize) {
                int types = types(TokenType.USER_DEFINED, named.contains(token.content()), token.special());
                vocabulary.put(token.id(), token.content().getBytes(StandardCharsets.UTF_8), types, LLAMA_SCORE);
                length = Math.max(length, token.id() + 1);
            }
        }
        for (TokenizerAddedToken token : NamedTokens.unlisted(named, json, List.of())) {
            byte[] text = token.content().getBytes(StandardCharsets.UTF_8);
            vocabulary.put(token.id(), text, TokenType.CONTROL.bit(), LLAMA_SCORE);
        }
        vocabulary.setLength(length, Long.MAX_VALUE);
        return vocabulary;
    }

    /** Makes the vocabulary of Gemma 4: as Llama's, but converters may let users see the tokens of tools and channels. */
    ExpectedVocabulary ofGemma4() throws IOException {
        ofLlama();
        for (TokenizerAddedToken token : json.added()) {
            if (VISIBLE_TOKENS.contains(token.content())) {
                vocabulary.allowTypes(token.id(), TokenType.USER_DEFINED.bit());
            }
        }
        return vocabulary;
    }

    /** Returns the allowed types. Which unnamed special tokens the converter sees depends on the version of transformers. */
    private static int types(TokenType usual, boolean isNamed, boolean isSpecial) {
        if (usual == TokenType.BYTE) {
            return usual.bit();
        }
        if (isNamed) {
            return TokenType.CONTROL.bit();
        }
        return isSpecial ? TokenType.CONTROL.bit() | usual.bit() : usual.bit();
    }

    /** Makes the vocabulary of a Unigram model, as in XLM-RoBERTa. */
    ExpectedVocabulary ofUnigram(OptionalLong size) throws IOException {
        TokenizerTexts tokens = json.tokens();
        Set<String> named = NamedTokens.of(folder, config);
        Set<String> special = specialTokens();
        Set<String> added = new HashSet<>();
        json.added().forEach(token -> added.add(token.content()));
        long unknown = idOfUnknown();
        for (int id = 0; id < tokens.size(); id++) {
            byte[] text = tokens.get(id);
            String shown = new String(text, StandardCharsets.UTF_8);
            TokenType usual = added.contains(shown) ? TokenType.USER_DEFINED : TokenType.NORMAL;
            int types = id == unknown
                    ? TokenType.UNKNOWN.bit()
                    : types(usual, named.contains(shown), special.contains(shown));
            vocabulary.put(id, text, types, json.score(id));
        }
        long length = Math.max(size.orElse(0), modelSize);
        vocabulary.setLength(length, size.isPresent() ? length : Long.MAX_VALUE);
        return vocabulary;
    }

    private long idOfUnknown() {
        Optional<String> text = config.flatMap(some -> some.text("unk_token"));
        return json.added().stream()
                .filter(token -> text.isPresent() && token.content().equals(text.get()))
                .mapToLong(TokenizerAddedToken::id)
                .findFirst()
                .orElse(json.unknown().orElse(3));
    }

    private Set<String> specialTokens() {
        Set<String> special = new HashSet<>();
        json.added().stream().filter(TokenizerAddedToken::special).forEach(token -> special.add(token.content()));
        return special;
    }
}
