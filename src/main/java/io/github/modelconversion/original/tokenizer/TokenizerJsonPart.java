package io.github.modelconversion.original.tokenizer;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;

/** Reads a small value from a large JSON stream. */
final class TokenizerJsonPart {

    private static final int MOST_CHARACTERS = 1 << 20;

    private TokenizerJsonPart() {}

    /**
     * Reads the next value.
     *
     * @param name its name in messages
     * @throws UnusableInputException if it has more than a million characters
     * @throws IOException if it is not JSON, is nested too deeply or cannot be read
     */
    static JsonValue read(JsonReader in, String name) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            int depth = 0;
            do {
                depth += copy(in, out);
                if (text.getBuffer().length() > MOST_CHARACTERS) {
                    throw new UnusableInputException(
                            name,
                            "expected at most " + MOST_CHARACTERS + " characters, found more",
                            "Check that the file belongs to the model");
                }
            } while (depth > 0);
        }
        return JsonValue.parse(text.toString(), name);
    }

    /** Copies a token; returns 1 if it opens an object or array, -1 if it closes one, else 0. */
    private static int copy(JsonReader in, JsonWriter out) throws IOException {
        JsonToken next = in.peek();
        switch (next) {
            case BEGIN_OBJECT -> {
                in.beginObject();
                out.beginObject();
                return 1;
            }
            case BEGIN_ARRAY -> {
                in.beginArray();
                out.beginArray();
                return 1;
            }
            case END_OBJECT -> {
                in.endObject();
                out.endObject();
                return -1;
            }
            case END_ARRAY -> {
                in.endArray();
                out.endArray();
                return -1;
            }
            case NAME -> out.name(in.nextName());
            case STRING -> out.value(in.nextString());
            case NUMBER -> out.value(new BigDecimal(in.nextString()));
            case BOOLEAN -> out.value(in.nextBoolean());
            default -> {
                in.nextNull();
                out.nullValue();
            }
        }
        return 0;
    }
}
