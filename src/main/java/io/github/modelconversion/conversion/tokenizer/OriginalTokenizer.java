package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.TokenizerConfig;
import io.github.modelconversion.original.TokenizerFolder;
import io.github.modelconversion.original.TokenizerJson;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the converter makes of an original's tokenizer.
 *
 * @param json tokenizer.json
 * @param vocabulary the tokens; empty where there is no rule for them
 * @param source the file that they are from; where there is none, why
 * @param isOther whether the original has a tokenizer, but of another kind than the GGUF file
 */
record OriginalTokenizer(
        Optional<TokenizerJson> json, Optional<ExpectedVocabulary> vocabulary, String source, boolean isOther) {

    private static final String SENTENCE_PIECE = "tokenizer.model";
    private static final String JSON = "tokenizer.json";
    private static final String XLM_ROBERTA = "sentencepiece.bpe.model";

    /**
     * Reads the file that the converter reads for a kind of tokenizer.
     *
     * @param folder the original's folder
     * @param config its config.json
     * @param model {@code tokenizer.ggml.model} of the GGUF file
     * @param architecture {@code general.architecture} of the GGUF file
     */
    static OriginalTokenizer read(TokenizerFolder folder, OriginalConfig config, String model, String architecture)
            throws IOException {
        boolean isSplit = !folder.has(JSON) && folder.has("vocab.json") && folder.has("merges.txt");
        Optional<TokenizerJson> json =
                folder.has(JSON) || isSplit && model.equals("gpt2") ? Optional.of(folder.tokenizer()) : Optional.empty();
        String type = json.map(TokenizerJson::type).orElse("");
        OptionalLong size = size(config, architecture);
        Optional<TokenizerConfig> settings = folder.config();
        switch (model) {
            case "llama":
                if (folder.has(SENTENCE_PIECE)) {
                    boolean isPhi3 = architecture.equals("phi3") || architecture.equals("phimoe");
                    return known(
                            json,
                            SentencePieceVocabulary.of(
                                    folder, size, isPhi3, isPhi3 ? json : Optional.empty()),
                            SENTENCE_PIECE);
                }
                if (type.equals("BPE") && json.get().byteFallback()) {
                    return known(json, new JsonVocabulary(folder, json.get(), settings, true).ofLlama(), JSON);
                }
                break;
            case "gpt2":
                if (type.equals("BPE")) {
                    JsonVocabulary vocabulary = new JsonVocabulary(folder, json.get(), settings, false);
                    return isSplit
                            ? known(json, vocabulary.ofPlainBytePairs(size), "vocab.json")
                            : known(json, vocabulary.ofBytePairs(size), JSON);
                }
                break;
            case "bert":
                if (type.equals("WordPiece")) {
                    return known(
                            json, new JsonVocabulary(folder, json.get(), settings, false).ofWordPieces(size), JSON);
                }
                break;
            case "t5":
                if (folder.has(XLM_ROBERTA)) {
                    return known(
                            json, SentencePieceVocabulary.ofXlmRoberta(folder, size, architecture), XLM_ROBERTA);
                }
                if (type.equals("Unigram") && !architecture.startsWith("t5")) {
                    return known(json, new JsonVocabulary(folder, json.get(), settings, true).ofUnigram(size), JSON);
                }
                return unknown(json, "there is no rule for the tokenizer of " + architecture);
            default:
                return unknown(json, "there is no rule for tokenizers of the kind " + Shown.of(model));
        }
        return other(folder, json, type);
    }

    private static OriginalTokenizer known(
            Optional<TokenizerJson> json, ExpectedVocabulary vocabulary, String source) {
        return new OriginalTokenizer(json, Optional.of(vocabulary), source, false);
    }

    private static OriginalTokenizer unknown(Optional<TokenizerJson> json, String reason) {
        return new OriginalTokenizer(json, Optional.empty(), reason, false);
    }

    private static OriginalTokenizer other(TokenizerFolder folder, Optional<TokenizerJson> json, String type) {
        if (!type.isEmpty()) {
            return new OriginalTokenizer(json, Optional.empty(), "a " + type + " tokenizer (" + JSON + ")", true);
        }
        if (folder.has(SENTENCE_PIECE) && !folder.has("tekken.json")) {
            return new OriginalTokenizer(
                    json, Optional.empty(), "a SentencePiece model (" + SENTENCE_PIECE + ")", true);
        }
        return unknown(json, "the original has no tokenizer file that there is a rule for");
    }

    /** Mamba's is a multiple of 8, or of what config.json says. */
    private static OptionalLong size(OriginalConfig config, String architecture) {
        Optional<Long> size = config.number("vocab_size_per_layer_input", "vocab_size")
                .filter(number -> number >= 0 && number <= Integer.MAX_VALUE)
                .map(Double::longValue);
        if (size.isEmpty()) {
            return OptionalLong.empty();
        }
        long multiple = architecture.equals("mamba") || architecture.equals("mamba2")
                ? config.number("pad_vocab_size_multiple")
                        .map(Double::longValue)
                        .filter(number -> number > 0)
                        .orElse(architecture.equals("mamba") ? 8L : 16L)
                : 1;
        return OptionalLong.of((size.get() + multiple - 1) / multiple * multiple);
    }
}
