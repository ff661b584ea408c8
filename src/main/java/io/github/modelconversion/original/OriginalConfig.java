package io.github.modelconversion.original;

import io.github.modelconversion.input.file.InputFile;
import io.github.modelconversion.input.file.NotDataException;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hyper-parameters in config.json. Those of the text model ({@code text_config} and its older names) take precedence
 * over those of the root.
 */
public final class OriginalConfig {

    private static final long MOST_BYTES = 16L << 20;

    /** Where multimodal models keep the hyper-parameters of their text model. */
    private static final List<String> TEXT_CONFIGS =
            List.of("text_config", "llm_config", "lm_config", "language_config", "thinker_config.text_config");

    private final List<Part> parts;

    /** An object in config.json with the path prefix of its fields. */
    private record Part(String prefix, JsonValue object) {}

    /**
     * A hyper-parameter.
     *
     * @param path its path in config.json: the field names separated by dots
     * @param value its value, which is not null
     */
    public record Stated(String path, JsonValue value) {}

    private OriginalConfig(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a config.json.
     *
     * @param file the file
     * @param name its name in messages
     * @throws JsonException if it is not a JSON object, is too large or too deep, or has a name twice
     * @throws UnusableInputException if there is no such file
     * @throws IOException if it cannot be read
     */
    public static OriginalConfig read(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            throw new UnusableInputException(
                    name,
                    "expected the original model's config.json, found no such file",
                    "Set modelPath to the folder with config.json that the model was converted from");
        }
        try (FileChannel channel = InputFile.open(file)) {
            if (channel.size() > MOST_BYTES) {
                throw new UnusableInputException(
                        name,
                        "expected a file of at most " + MOST_BYTES + " bytes, found " + channel.size(),
                        "Check that it is the config.json of a model");
            }
            byte[] bytes = Channels.newInputStream(channel).readNBytes((int) channel.size());
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(text, name);
        } catch (NotDataException standIn) {
            throw UnusableInputException.of(name, standIn);
        } catch (CharacterCodingException foreign) {
            throw new UnusableInputException(
                    name, "expected text in UTF-8, found other bytes", "Write config.json in UTF-8");
        }
    }

    /** Parses the text of a config.json. */
    public static OriginalConfig parse(String text, String name) throws JsonException {
        JsonValue root = JsonValue.parse(PythonJson.withoutInfinities(text), name);
        root.fields();
        List<Part> parts = new ArrayList<>();
        for (String path : TEXT_CONFIGS) {
            Optional<JsonValue> part = find(root, path);
            if (part.isPresent()) {
                parts.add(new Part(path + ".", part.get()));
            }
        }
        parts.add(new Part("", root));
        return new OriginalConfig(parts);
    }

    /** Returns the value of the first of several paths that has one other than null. */
    public Optional<Stated> find(String... paths) {
        for (String path : paths) {
            for (Part part : parts) {
                Optional<JsonValue> value = find(part.object(), path);
                if (value.isPresent()) {
                    return Optional.of(new Stated(part.prefix() + path, value.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns whether a path exists, even if its value is null. */
    public boolean has(String path) {
        int dot = path.lastIndexOf('.');
        String field = path.substring(dot + 1);
        return parts.stream()
                .map(part -> dot < 0 ? Optional.of(part.object()) : find(part.object(), path.substring(0, dot)))
                .flatMap(Optional::stream)
                .anyMatch(object -> fields(object).containsKey(field));
    }

    /** Returns a number; empty if none of the paths has one. */
    public Optional<Double> number(String... paths) {
        return find(paths).flatMap(stated -> number(stated.value()));
    }

    /** Returns a text; empty if none of the paths has one. */
    public Optional<String> text(String... paths) {
        return find(paths).flatMap(stated -> text(stated.value()));
    }

    /** Returns a boolean; empty if none of the paths has one. */
    public Optional<Boolean> flag(String... paths) {
        return find(paths).flatMap(stated -> flag(stated.value()));
    }

    /** Returns the items of a list; empty if none of the paths has one. */
    public Optional<List<JsonValue>> items(String... paths) {
        return find(paths).flatMap(stated -> list(stated.value()));
    }

    /** Returns the first class in the root's {@code architectures}; empty if there is none. */
    public Optional<String> architecture() {
        return find(parts.get(parts.size() - 1).object(), "architectures")
                .flatMap(OriginalConfig::list)
                .filter(items -> !items.isEmpty())
                .flatMap(items -> text(items.get(0)));
    }

    /** Returns a field of the root, ignoring the text model; empty if it is absent or null. */
    public Optional<JsonValue> ofRoot(String field) {
        return find(parts.get(parts.size() - 1).object(), field);
    }

    /** Returns a value as a number; empty if it is something else. */
    public static Optional<Double> number(JsonValue value) {
        try {
            return Optional.of(value.number());
        } catch (JsonException other) {
            return Optional.empty();
        }
    }

    /** Returns a value as a text; empty if it is something else. */
    public static Optional<String> text(JsonValue value) {
        try {
            return Optional.of(value.text());
        } catch (JsonException other) {
            return Optional.empty();
        }
    }

    /** Returns a value as a boolean; empty if it is something else. */
    public static Optional<Boolean> flag(JsonValue value) {
        try {
            return Optional.of(value.flag());
        } catch (JsonException other) {
            return Optional.empty();
        }
    }

    /** Returns the items of a list value; empty if it is something else. */
    public static Optional<List<JsonValue>> list(JsonValue value) {
        try {
            return Optional.of(value.items());
        } catch (JsonException other) {
            return Optional.empty();
        }
    }

    private static Optional<JsonValue> find(JsonValue object, String path) {
        try {
            Optional<JsonValue> value = Optional.of(object);
            for (String field : path.split("\\.", -1)) {
                value = value.isEmpty() ? value : value.get().find(field);
            }
            return value;
        } catch (JsonException other) {
            return Optional.empty();
        }
    }

    private static Map<String, JsonValue> fields(JsonValue value) {
        try {
            return value.fields();
        } catch (JsonException other) {
            return Map.of();
        }
    }
}
