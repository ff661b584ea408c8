package io.github.modelconversion.original.tokenizer;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tokenizer files in an original's folder, each read on demand. */
public final class TokenizerFolder {

    private static final long MOST_BYTES = 16L << 20;

    private final Path folder;
    private final String name;

    /**
     * Creates the object.
     *
     * @param folder the folder
     * @param name its name in messages
     */
    public TokenizerFolder(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Returns whether a name exists; reading what is not a regular file fails. */
    public boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** Returns a file's name for messages. */
    public String nameOf(String file) {
        return name + "/" + file;
    }

    /**
     * Reads a SentencePiece model.
     *
     * @throws UnusableInputException if it is invalid or damaged
     * @throws IOException if there is none, or it cannot be read
     */
    public SentencePieceModel sentencePieces(String file) throws IOException {
        return SentencePieceModel.read(folder.resolve(file), nameOf(file));
    }

    /**
     * Reads vocab.txt, the tokens of BERT. Its special tokens are those of tokenizer_config.json, else BERT's own.
     *
     * @throws UnusableInputException if it is invalid
     * @throws IOException if there is none, or it cannot be read
     */
    public TokenizerJson wordPieces() throws IOException {
        TokenizerJson words = TokenizerJsonReader.readLines(folder.resolve("vocab.txt"), nameOf("vocab.txt"));
        Optional<TokenizerConfig> config = config();
        Set<String> special = new HashSet<>();
        for (String kind : List.of("unk", "sep", "pad", "cls", "mask")) {
            special.add(config.flatMap(some -> some.token(kind + "_token"))
                    .orElse("[" + kind.toUpperCase(Locale.ROOT) + "]"));
        }
        List<TokenizerAddedToken> added = new ArrayList<>();
        for (int id = 0; id < words.tokens().size(); id++) {
            String text = words.tokens().has(id) ? new String(words.tokens().get(id), StandardCharsets.UTF_8) : "";
            if (special.contains(text)) {
                added.add(new TokenizerAddedToken(id, text, true, false));
            }
        }
        words.setAdded(added);
        return words;
    }

    /**
     * Reads tokenizer.json, or vocab.json and merges.txt if it is missing.
     *
     * @throws UnusableInputException if it is invalid or damaged
     * @throws IOException if there is none, or it cannot be read
     */
    public TokenizerJson tokenizer() throws IOException {
        return has("tokenizer.json")
                ? TokenizerJsonReader.read(folder.resolve("tokenizer.json"), nameOf("tokenizer.json"))
                : TokenizerJsonReader.readVocabulary(
                        folder.resolve("vocab.json"),
                        nameOf("vocab.json"),
                        folder.resolve("merges.txt"),
                        nameOf("merges.txt"));
    }

    /**
     * Reads tokenizer_config.json; empty if there is none.
     *
     * @throws JsonException if it is not a JSON object or is too large
     * @throws IOException if it cannot be read
     */
    public Optional<TokenizerConfig> config() throws IOException {
        Optional<JsonValue> root = json("tokenizer_config.json");
        return root.isPresent() ? Optional.of(new TokenizerConfig(root.get())) : Optional.empty();
    }

    /**
     * Reads special_tokens_map.json, which names special tokens as tokenizer_config.json does; empty if there is none.
     *
     * @throws JsonException if it is not a JSON object or is too large
     * @throws IOException if it cannot be read
     */
    public Optional<TokenizerConfig> specialTokensMap() throws IOException {
        Optional<JsonValue> root = json("special_tokens_map.json");
        return root.isPresent() ? Optional.of(new TokenizerConfig(root.get())) : Optional.empty();
    }

    /**
     * Reads added_tokens.json, a table of ids by text; an empty list if there is none.
     *
     * @throws JsonException if it is not such a table
     * @throws IOException if it cannot be read
     */
    public List<TokenizerAddedToken> addedTokens() throws IOException {
        List<TokenizerAddedToken> added = new ArrayList<>();
        Optional<JsonValue> root = json("added_tokens.json");
        if (root.isPresent()) {
            for (Map.Entry<String, JsonValue> token : root.get().fields().entrySet()) {
                added.add(new TokenizerAddedToken(token.getValue().count(), token.getKey(), false, true));
            }
        }
        return added;
    }

    /**
     * Reads a JSON file of at most 16 MiB; empty if there is none.
     *
     * @throws JsonException if it is not JSON or is too large
     * @throws IOException if it cannot be read
     */
    public Optional<JsonValue> json(String file) throws IOException {
        return has(file)
                ? Optional.of(JsonValue.parse(
                        new TokenizerFile(folder.resolve(file), nameOf(file), MOST_BYTES).text(), nameOf(file)))
                : Optional.empty();
    }

    /** Returns the chat templates. */
    public TokenizerTemplates templates() throws IOException {
        return TokenizerTemplates.read(this, folder);
    }
}
