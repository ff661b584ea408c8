package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.original.tokenizer.SentencePieceModel;
import io.github.modelconversion.original.tokenizer.TokenizerAddedToken;
import io.github.modelconversion.original.tokenizer.TokenizerConfig;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import io.github.modelconversion.original.tokenizer.TokenizerJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The vocabulary that the converter makes from a SentencePiece model. */
final class SentencePieceVocabulary {

    private static final float ADDED_SCORE = -1000;
    private static final float PADDING_SCORE = -10000;
    /** The first pieces of XLM-RoBERTa, which the model file has in another order. */
    private static final List<String> XLM_ROBERTA = List.of("<s>", "<pad>", "</s>", "<unk>");

    private static final int NOMIC_MASK = 250_001;

    private SentencePieceVocabulary() {}

    /**
     * Makes the vocabulary of Llama, Gemma and similar models: the pieces, overridden by the added tokens of
     * added_tokens.json, then by those of tokenizer_config.json.
     *
     * @param folder the original's folder, which has tokenizer.model
     * @param size the size that config.json states
     * @param isPhi3 whether it is a Phi 3, whose added tokens stay unchanged
     * @param phi3 its tokenizer.json, whose added tokens come last; empty for all others
     */
    static ExpectedVocabulary of(
            TokenizerFolder folder, OptionalLong size, boolean isPhi3, Optional<TokenizerJson> phi3)
            throws IOException {
        String name = folder.nameOf("tokenizer.model");
        SentencePieceModel model = folder.sentencePieces("tokenizer.model");
        long most = size.orElse(Long.MAX_VALUE);
        ExpectedVocabulary vocabulary = new ExpectedVocabulary(name, true);
        for (int id = 0; id < Math.min(model.size(), most); id++) {
            vocabulary.put(id, model.text(id), type(model.type(id)).bit(), model.score(id));
        }
        for (TokenizerAddedToken token : folder.addedTokens()) {
            add(vocabulary, token, TokenType.USER_DEFINED, most);
        }
        List<TokenizerAddedToken> others = new ArrayList<>();
        Optional<TokenizerConfig> config = folder.config();
        if (config.isPresent()) {
            others.addAll(config.get().addedTokens());
        }
        phi3.ifPresent(json -> others.addAll(json.added()));
        for (TokenizerAddedToken token : others) {
            add(vocabulary, isPhi3 ? token : normalized(token), type(token, isPhi3), most);
        }
        // Without a size in config.json, it is the model's, or the one that transformers assumes.
        vocabulary.setLength(size.orElse(model.size()), most);
        return vocabulary;
    }

    private static void add(ExpectedVocabulary vocabulary, TokenizerAddedToken token, TokenType type, long most)
            throws IOException {
        if (token.id() < most) {
            vocabulary.put(token.id(), token.content().getBytes(StandardCharsets.UTF_8), type.bit(), ADDED_SCORE);
        }
    }

    private static TokenType type(TokenizerAddedToken token, boolean isPhi3) {
        if (isPhi3) {
            return token.special() ? TokenType.CONTROL : TokenType.USER_DEFINED;
        }
        return TokenType.ofAdded(token.special(), token.content());
    }

    private static TokenizerAddedToken normalized(TokenizerAddedToken token) {
        return TokenType.ofAdded(token.special(), token.content()) == TokenType.CONTROL
                ? token
                : new TokenizerAddedToken(
                        token.id(), token.content().replace('\u2581', ' '), token.special(), token.normalized());
    }

    /** Returns the type. The converter makes the model's own user-defined pieces normal tokens. */
    private static TokenType type(int ofPiece) {
        return switch (ofPiece) {
            case SentencePieceModel.UNKNOWN -> TokenType.UNKNOWN;
            case SentencePieceModel.CONTROL -> TokenType.CONTROL;
            case SentencePieceModel.UNUSED -> TokenType.UNUSED;
            case SentencePieceModel.BYTE -> TokenType.BYTE;
            default -> TokenType.NORMAL;
        };
    }

    /**
     * Makes the vocabulary of XLM-RoBERTa: its own four tokens, then the pieces from 3 on, each one id higher.
     *
     * @param architecture {@code general.architecture} of the GGUF file; nomic-bert-moe also has a mask token
     */
    static ExpectedVocabulary ofXlmRoberta(TokenizerFolder folder, OptionalLong size, String architecture)
            throws IOException {
        String name = folder.nameOf("sentencepiece.bpe.model");
        SentencePieceModel model = folder.sentencePieces("sentencepiece.bpe.model");
        long length = Math.max(size.orElse(0), model.size());
        ExpectedVocabulary vocabulary = new ExpectedVocabulary(name, true);
        for (String text : XLM_ROBERTA) {
            TokenType type = text.equals("<unk>") ? TokenType.UNKNOWN : TokenType.CONTROL;
            vocabulary.put(XLM_ROBERTA.indexOf(text), text.getBytes(StandardCharsets.UTF_8), type.bit(), 0);
        }
        for (int id = XLM_ROBERTA.size(); id < length; id++) {
            int piece = id - 1;
            if (piece < model.size()) {
                vocabulary.put(id, model.text(piece), type(model.type(piece)).bit(), model.score(piece));
            } else {
                byte[] padding = ("[PAD" + piece + "]").getBytes(StandardCharsets.UTF_8);
                vocabulary.put(id, padding, TokenType.UNUSED.bit(), PADDING_SCORE);
            }
        }
        if (architecture.equals("nomic-bert-moe") && length > NOMIC_MASK) {
            vocabulary.put(NOMIC_MASK, "<mask>".getBytes(StandardCharsets.UTF_8), TokenType.CONTROL.bit(), 0);
        }
        vocabulary.setLength(length, length);
        return vocabulary;
    }
}
