package io.github.modelconversion.conversion.tokenizer;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.conversion.GgufCopy;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.original.OriginalConfig;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** An original's folder and its GGUF file, which tests may change before their tokenizers are compared. */
final class TokenizerPair {

    static final String TOKENS = "tokenizer.ggml.tokens";
    static final String TYPES = "tokenizer.ggml.token_type";
    static final String SCORES = "tokenizer.ggml.scores";
    static final String MERGES = "tokenizer.ggml.merges";

    private static final Path REAL = Path.of("testdata", "conversions");

    final Path folder;
    final GgufCopy converted;

    private TokenizerPair(Path folder, GgufCopy converted) {
        this.folder = folder;
        this.converted = converted;
    }

    /** Copies a real pair into a directory. */
    static TokenizerPair real(String name, Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(REAL.resolve(name), "*{.json,.model}")) {
            for (Path file : files) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return new TokenizerPair(folder, GgufCopy.read(REAL.resolve(name).resolve(name + ".gguf.head")));
    }

    /** Returns an original with only a config.json, and a GGUF file with only a tokenizer of a kind. */
    static TokenizerPair empty(String architecture, String model, Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("original"));
        GgufCopy converted =
                GgufCopy.empty().text("general.architecture", architecture).text("tokenizer.ggml.model", model);
        return new TokenizerPair(folder, converted).with("config.json", "{}");
    }

    /** Writes one of the original's files. */
    TokenizerPair with(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
        return this;
    }

    TokenizerPair without(String file) throws IOException {
        Files.delete(folder.resolve(file));
        return this;
    }

    /** Changes one of the original's JSON files. */
    TokenizerPair json(String file, Consumer<JsonObject> change) throws IOException {
        JsonObject content =
                JsonParser.parseString(Files.readString(folder.resolve(file))).getAsJsonObject();
        change.accept(content);
        return with(file, content.toString());
    }

    /** Changes the token texts of the GGUF file. */
    TokenizerPair tokens(Consumer<List<String>> change) {
        return texts(TOKENS, change);
    }

    TokenizerPair texts(String key, Consumer<List<String>> change) {
        List<String> texts = converted.textsOf(key);
        change.accept(texts);
        converted.texts(key, texts);
        return this;
    }

    TokenizerPair type(int id, int type) {
        int[] types = converted.int32sOf(TYPES);
        types[id] = type;
        converted.int32s(TYPES, types);
        return this;
    }

    TokenizerPair score(int id, float score) {
        float[] scores = converted.float32sOf(SCORES);
        scores[id] = score;
        converted.float32s(SCORES, scores);
        return this;
    }

    /** Appends a token to all lists of the GGUF file. */
    TokenizerPair append(String text, int type, float score) {
        tokens(tokens -> tokens.add(text));
        int[] types = converted.int32sOf(TYPES);
        converted.int32s(TYPES, Arrays.copyOf(types, types.length + 1));
        type(types.length, type);
        if (score != 0) {
            float[] scores = converted.float32sOf(SCORES);
            converted.float32s(SCORES, Arrays.copyOf(scores, scores.length + 1));
            score(scores.length, score);
        }
        return this;
    }

    /** Removes a token from all lists of the GGUF file. */
    TokenizerPair drop(int id) {
        tokens(tokens -> tokens.remove(id));
        int[] types = converted.int32sOf(TYPES);
        int[] shorter = new int[types.length - 1];
        System.arraycopy(types, 0, shorter, 0, id);
        System.arraycopy(types, id + 1, shorter, id, shorter.length - id);
        converted.int32s(TYPES, shorter);
        return this;
    }

    static Consumer<List<String>> swapped(int one, int other) {
        return texts -> Collections.swap(texts, one, other);
    }

    TokenizerResult compare() throws IOException {
        Path file = converted.write(folder.resolveSibling("model.gguf"));
        OriginalConfig config = OriginalConfig.read(folder.resolve("config.json"), "original/config.json");
        return TokenizerCheck.compare(folder, "original", config, GgufMetadata.read(file));
    }
}
