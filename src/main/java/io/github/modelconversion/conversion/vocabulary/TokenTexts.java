package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufType;
import io.github.modelconversion.input.gguf.GgufValue;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.tokenizer.SentencePieceModel;
import io.github.modelconversion.original.tokenizer.TokenizerAddedToken;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import io.github.modelconversion.original.tokenizer.TokenizerJson;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The texts of some tokens of a vocabulary, as people read them: decoded, with quotes and invisible characters escaped.
 *
 * @param size number of tokens of the vocabulary
 * @param padded number of logits that the model has for them if the folder states it
 * @param texts the texts by id
 */
public record TokenTexts(long size, OptionalLong padded, Map<Long, String> texts) {

    private static final String JSON = "tokenizer.json";
    private static final String SENTENCE_PIECES = "tokenizer.model";
    private static final String GGUF = ".gguf";
    private static final char SPACE = '\u2581';

    /** Copies the map. */
    public TokenTexts {
        texts = Map.copyOf(texts);
    }

    /** Returns whether a file or folder may have a vocabulary: a GGUF file, a tokenizer file, or a folder with one. */
    public static boolean isAt(Path path) {
        if (Files.isDirectory(path)) {
            return Files.exists(path.resolve(JSON)) || Files.exists(path.resolve(SENTENCE_PIECES));
        }
        String name = String.valueOf(path.getFileName());
        boolean known = name.endsWith(GGUF) || name.equals(JSON) || name.equals(SENTENCE_PIECES);
        return known && Files.exists(path);
    }

    /**
     * Reads the texts of some tokens.
     *
     * @param path a GGUF file, tokenizer.json, tokenizer.model, or a folder with one of the latter
     * @param name its name in messages
     * @param ids the tokens; those that the vocabulary lacks are left out
     * @throws IOException if there is no vocabulary, or it is damaged or too large
     */
    public static TokenTexts read(Path path, String name, Set<Long> ids) throws IOException {
        if (Files.isDirectory(path)) {
            return ofFolder(path, name, Files.exists(path.resolve(JSON)), ids);
        }
        if (String.valueOf(path.getFileName()).endsWith(GGUF)) {
            return ofGguf(path, name, ids);
        }
        Path parent = path.toAbsolutePath().getParent();
        int end = name.lastIndexOf('/');
        return ofFolder(
                parent == null ? path : parent,
                end < 0 ? "." : name.substring(0, end),
                String.valueOf(path.getFileName()).equals(JSON),
                ids);
    }

    /** Returns whether rows of some width have one entry for each token. */
    public boolean fits(long width) {
        return size == width || (size < width && padded.isPresent() && padded.getAsLong() == width);
    }

    private static TokenTexts ofGguf(Path file, String name, Set<Long> ids) throws IOException {
        GgufMetadata metadata = GgufMetadata.read(file);
        Optional<GgufValue.Array> tokens =
                metadata.array("tokenizer.ggml.tokens").filter(array -> array.type() == GgufType.STRING);
        if (tokens.isEmpty()) {
            throw new UnusableInputException(name, "expected a vocabulary, found none", "Set tokenizer");
        }
        boolean byteLevel =
                metadata.text("tokenizer.ggml.model").filter("gpt2"::equals).isPresent();
        Map<Long, String> texts = new HashMap<>();
        metadata.visitTexts(tokens.get(), (id, bytes) -> {
            if (ids.contains(id)) {
                texts.put(id, shown(bytes, byteLevel));
            }
        });
        return new TokenTexts(tokens.get().length(), OptionalLong.empty(), texts);
    }

    private static TokenTexts ofFolder(Path path, String name, boolean json, Set<Long> ids) throws IOException {
        TokenizerFolder folder = new TokenizerFolder(path, name);
        Map<Long, String> texts = new HashMap<>();
        long size = json ? addJson(folder.tokenizer(), ids, texts) : addPieces(folder, ids, texts);
        return new TokenTexts(size, padded(folder), texts);
    }

    private static long addJson(TokenizerJson json, Set<Long> ids, Map<Long, String> texts) {
        boolean byteLevel = json.type().equals("BPE") && !json.byteFallback();
        for (long id : ids) {
            if (json.tokens().has(id)) {
                texts.put(id, shown(json.tokens().get(id), byteLevel));
            }
        }
        long size = json.tokens().size();
        for (TokenizerAddedToken token : json.added()) {
            size = Math.max(size, token.id() + 1);
            if (ids.contains(token.id())) {
                texts.put(token.id(), Shown.unquoted(token.content().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return size;
    }

    private static long addPieces(TokenizerFolder folder, Set<Long> ids, Map<Long, String> texts) throws IOException {
        SentencePieceModel model = folder.sentencePieces(SENTENCE_PIECES);
        for (long id : ids) {
            if (id < model.size()) {
                texts.put(id, shown(model.text((int) id), false));
            }
        }
        return model.size();
    }

    /** Returns the number of logits that config.json states. */
    private static OptionalLong padded(TokenizerFolder folder) throws IOException {
        Optional<JsonValue> config = folder.json("config.json");
        Optional<JsonValue> size = config.isPresent() ? config.get().find("vocab_size") : Optional.empty();
        Optional<Double> number = size.isPresent() ? OriginalConfig.number(size.get()) : Optional.empty();
        return number.isPresent() ? OptionalLong.of(number.get().longValue()) : OptionalLong.empty();
    }

    /** Returns a token as people read it: bytes that letters stand for, or U+2581 for a space. */
    private static String shown(byte[] token, boolean byteLevel) {
        String text = new String(token, StandardCharsets.UTF_8);
        if (byteLevel) {
            return Shown.unquoted(ByteLevel.decode(text).orElse(token));
        }
        return Shown.unquoted(
                text.indexOf(SPACE) < 0 ? token : text.replace(SPACE, ' ').getBytes(StandardCharsets.UTF_8));
    }
}
