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
 * @param source the file that they are from; empty where there are none
 * @param byName the templates by name; the one that is used when none is asked for is {@code default}
 */
public record TokenizerTemplates(String source, Map<String, String> byName) {

    /** The name of the template that is used when none is asked for. */
    public static final String DEFAULT = "default";

    private static final long MOST_BYTES = 4L << 20;
    private static final int MOST_FILES = 256;

    /** Copies the map, in the order of the names. */
    public TokenizerTemplates {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /**
     * Reads what the converter reads: {@code chat_template} of tokenizer_config.json; without it chat_template.jinja, with
     * those of additional_chat_templates; without that chat_template.json. Nothing without a tokenizer_config.json.
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

    /** A text, or a list of objects with name and template; anything else is not read. */
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

    /** With line feeds in place of other line breaks, as Python reads text. */
    private static String text(Path file, String name) throws IOException {
        String text = new TokenizerFile(file, name, MOST_BYTES).text();
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
