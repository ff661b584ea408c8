package io.github.modelconversion.original.tokenizer;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The chat templates of an original.
 *
 * @param source the file that they are from; empty if there are none
 * @param byName the templates by name; the one used by default is named {@code default}
 */
public record TokenizerTemplates(String source, Map<String, String> byName) {

    /** Name of the template used by default. */
    public static final String DEFAULT = "default";

    private static final long MOST_BYTES = 4L << 20;
    private static final int MOST_FILES = 256;

    /** Copies the map, sorted by name. */
    public TokenizerTemplates {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /**
     * Reads the same templates as the converter: {@code chat_template} of tokenizer_config.json; else chat_template.jinja,
     * with those of additional_chat_templates; else chat_template.json. Reads nothing without a tokenizer_config.json.
     */
    static TokenizerTemplates read(TokenizerFolder folder, Path path) throws IOException {
        Optional<TokenizerConfig> config = folder.config().filter(some -> !some.isEmpty());
        if (config.isEmpty()) {
            return new TokenizerTemplates("", Map.of());
        }
        Optional<JsonValue> inConfig = config.get().field("chat_template");
        if (inConfig.isPresent()) {
            return new TokenizerTemplates("tokenizer_config.json", templates(inConfig.get()));
        }
        if (folder.has("chat_template.jinja")) {
            return new TokenizerTemplates("chat_template.jinja", files(folder, path));
        }
        Optional<JsonValue> json = folder.json("chat_template.json");
        Optional<JsonValue> template = json.isPresent() ? json.get().find("chat_template") : Optional.empty();
        return template.isPresent()
                ? new TokenizerTemplates("chat_template.json", templates(template.get()))
                : new TokenizerTemplates("", Map.of());
    }

    /** Reads a text, or a list of objects with name and template; ignores anything else. */
    private static Map<String, String> templates(JsonValue value) throws IOException {
        Map<String, String> templates = new TreeMap<>();
        OriginalConfig.text(value).ifPresent(text -> templates.put(DEFAULT, text));
        for (JsonValue named : OriginalConfig.list(value).orElse(List.of())) {
            Optional<String> name = named.find("name").flatMap(OriginalConfig::text);
            Optional<String> template = named.find("template").flatMap(OriginalConfig::text);
            if (name.isPresent() && template.isPresent()) {
                templates.put(name.get(), template.get());
            }
        }
        return templates;
    }

    private static Map<String, String> files(TokenizerFolder folder, Path path) throws IOException {
        Map<String, String> templates = new TreeMap<>();
        templates.put(DEFAULT, text(path.resolve("chat_template.jinja"), folder.nameOf("chat_template.jinja")));
        Path others = path.resolve("additional_chat_templates");
        if (Files.isDirectory(others)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(others, "*.jinja")) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    templates.put(
                            name.substring(0, name.length() - ".jinja".length()),
                            text(file, folder.nameOf("additional_chat_templates/" + name)));
                    if (templates.size() > MOST_FILES) {
                        throw new UnusableInputException(
                                folder.nameOf("additional_chat_templates"),
                                "expected at most " + MOST_FILES + " templates, found more",
                                "Remove those that do not belong to the model");
                    }
                }
            }
        }
        return templates;
    }

    /** Reads a text with line feeds in place of other line breaks, as Python does. */
    private static String text(Path file, String name) throws IOException {
        String text = new TokenizerFile(file, name, MOST_BYTES).text();
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
