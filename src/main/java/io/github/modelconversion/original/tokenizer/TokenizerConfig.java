package io.github.modelconversion.original.tokenizer;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tokenizer_config.json. */
public final class TokenizerConfig {

    private final Map<String, JsonValue> fields;

    TokenizerConfig(JsonValue root) throws IOException {
        fields = root.fields();
    }

    /** Returns whether it has no fields. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Returns a field, whose value may be null; empty if it is absent. */
    public Optional<JsonValue> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** Returns a text; empty if the field is absent or something else. */
    public Optional<String> text(String name) {
        return field(name).flatMap(OriginalConfig::text);
    }

    /** Returns a boolean; empty if the field is absent or something else. */
    public Optional<Boolean> flag(String name) {
        return field(name).flatMap(OriginalConfig::flag);
    }

    /**
     * Returns the text of a special token, given as a text or an object with {@code content}; empty if the text is empty.
     */
    public Optional<String> token(String name) {
        Optional<JsonValue> field = field(name);
        return field.flatMap(OriginalConfig::text)
                .or(() -> field.flatMap(TokenizerConfig::content))
                .filter(text -> !text.isEmpty());
    }

    private static Optional<String> content(JsonValue token) {
        try {
            return token.find("content").flatMap(OriginalConfig::text);
        } catch (JsonException notAnObject) {
            return Optional.empty();
        }
    }

    /**
     * Returns the tokens of {@code added_tokens_decoder}, a table by id.
     *
     * @throws JsonException if it is not such a table
     */
    public List<TokenizerAddedToken> addedTokens() throws JsonException {
        List<TokenizerAddedToken> added = new ArrayList<>();
        Optional<JsonValue> table = field("added_tokens_decoder");
        if (table.isEmpty()) {
            return added;
        }
        for (Map.Entry<String, JsonValue> entry : table.get().fields().entrySet()) {
            JsonValue token = entry.getValue();
            added.add(new TokenizerAddedToken(
                    id(entry.getKey(), token),
                    token.get("content").text(),
                    flag(token, "special", false),
                    flag(token, "normalized", true)));
        }
        return added;
    }

    private static long id(String digits, JsonValue token) throws JsonException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException other) {
            throw token.problem("expected an id, found '" + digits + "'");
        }
    }

    private static boolean flag(JsonValue token, String name, boolean absent) throws JsonException {
        Optional<JsonValue> flag = token.find(name);
        return flag.isPresent() ? flag.get().flag() : absent;
    }
}
