package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.tokenizer.TokenizerConfig;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import io.github.modelconversion.original.tokenizer.TokenizerJson;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The vocabulary that the converter makes from an original's tokenizer.
 *
 * @param json tokenizer.json
 * @param vocabulary the tokens; empty if there is no rule for them
 * @param source the file that they are from; if there is none, the reason
 * @param isOther whether the original has a tokenizer of another kind than the GGUF file
 */
public record OriginalTokenizer(
        Optional<TokenizerJson> json, Optional<ExpectedVocabulary> vocabulary, String source, boolean isOther) {

    private static final String SENTENCE_PIECE = "tokenizer.model";
    private static final String JSON = "tokenizer.json";
    private static final String WORDS = "vocab.txt";
    private static final String XLM_ROBERTA = "sentencepiece.bpe.model";

    /**
     * Reads the file that the converter reads for a kind of tokenizer.
     *
     * @param folder the original's folder
     * @param config its config.json
     * @param model {@code tokenizer.ggml.model} of the GGUF file
     * @param architecture {@code general.architecture} of the GGUF file
     * @param tokens number of tokens of the GGUF file, which decides between two sizes in config.json
     */
    public static OriginalTokenizer read(
            TokenizerFolder folder, OriginalConfig config, String model, String architecture, long tokens)
            throws IOException {
        boolean isSplit = !folder.has(JSON) && folder.has("vocab.json") && folder.has("merges.txt");
        boolean isText = !folder.has(JSON) && folder.has(WORDS) && model.equals("bert");
        Optional<TokenizerJson> json = Optional.empty();
        if (isText) {
            json = Optional.of(folder.wordPieces());
        } else if (folder.has(JSON) || (isSplit && model.equals("gpt2"))) {
            json = Optional.of(folder.tokenizer());
        }
        Kinds kinds = new Kinds(folder, json, folder.config(), size(config, architecture, tokens), architecture);
        return switch (model) {
            case "llama" -> kinds.ofLlama();
            case "gemma4" -> kinds.ofGemma4();
            case "gpt2" -> kinds.ofBytePairs(isSplit);
            case "bert" -> kinds.ofWordPieces(isText ? WORDS : JSON);
            case "t5" -> kinds.ofUnigram();
            default -> kinds.unknown("there is no rule for tokenizers of the kind " + Shown.of(model));
        };
    }

    /** The kinds of tokenizers in GGUF, each read from the first file that exists. */
    private record Kinds(
            TokenizerFolder folder,
            Optional<TokenizerJson> json,
            Optional<TokenizerConfig> settings,
            OptionalLong size,
            String architecture) {

        OriginalTokenizer ofLlama() throws IOException {
            if (folder.has(SENTENCE_PIECE)) {
                boolean isPhi3 = architecture.equals("phi3") || architecture.equals("phimoe");
                return known(
                        SentencePieceVocabulary.of(folder, size, isPhi3, isPhi3 ? json : Optional.empty()),
                        SENTENCE_PIECE);
            }
            return isOfType("BPE") && json.orElseThrow().byteFallback()
                    ? known(vocabulary(true).ofLlama(), JSON)
                    : other();
        }

        OriginalTokenizer ofGemma4() throws IOException {
            return isOfType("BPE") && json.orElseThrow().byteFallback()
                    ? known(vocabulary(true).ofGemma4(), JSON)
                    : other();
        }

        OriginalTokenizer ofBytePairs(boolean isSplit) throws IOException {
            if (!isOfType("BPE")) {
                return other();
            }
            return isSplit
                    ? known(vocabulary(false).ofPlainBytePairs(size), "vocab.json")
                    : known(vocabulary(false).ofBytePairs(size), JSON);
        }

        OriginalTokenizer ofWordPieces(String file) throws IOException {
            if (!isOfType("WordPiece")) {
                return other();
            }
            JsonVocabulary vocabulary = vocabulary(false);
            return known(file.equals(WORDS) ? vocabulary.ofLines(size) : vocabulary.ofWordPieces(size), file);
        }

        OriginalTokenizer ofUnigram() throws IOException {
            if (folder.has(XLM_ROBERTA)) {
                return known(SentencePieceVocabulary.ofXlmRoberta(folder, size, architecture), XLM_ROBERTA);
            }
            return isOfType("Unigram") && !architecture.startsWith("t5")
                    ? known(vocabulary(true).ofUnigram(size), JSON)
                    : unknown("there is no rule for the tokenizer of " + Shown.of(architecture));
        }

        private boolean isOfType(String type) {
            return json.filter(some -> some.type().equals(type)).isPresent();
        }

        private JsonVocabulary vocabulary(boolean scored) {
            return new JsonVocabulary(folder, json.orElseThrow(), settings, scored);
        }

        private OriginalTokenizer known(ExpectedVocabulary vocabulary, String source) {
            return new OriginalTokenizer(json, Optional.of(vocabulary), source, false);
        }

        OriginalTokenizer unknown(String reason) {
            return new OriginalTokenizer(json, Optional.empty(), reason, false);
        }

        /** Mistral's own files do not count as another kind of tokenizer; they are not read. */
        private OriginalTokenizer other() {
            Optional<String> type = json.map(TokenizerJson::type).filter(some -> !some.isEmpty());
            if (type.isPresent()) {
                return new OriginalTokenizer(
                        json, Optional.empty(), "a " + Shown.of(type.get()) + " tokenizer (" + JSON + ")", true);
            }
            return folder.has(SENTENCE_PIECE) && !folder.has("tekken.json")
                    ? new OriginalTokenizer(
                            json, Optional.empty(), "a SentencePiece model (" + SENTENCE_PIECE + ")", true)
                    : unknown("the original has no tokenizer file that there is a rule for");
        }
    }

    /**
     * Returns the vocabulary size. Mamba's is a multiple of 8, or of the number in config.json. Gemma 3n's may be without the
     * tokens for images and sound, which have no embeddings of the layers.
     */
    private static OptionalLong size(OriginalConfig config, String architecture, long tokens) {
        Optional<Long> size = config.number("vocab_size_per_layer_input")
                .filter(ofLayers -> ofLayers == tokens)
                .or(() -> config.number("vocab_size"))
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
