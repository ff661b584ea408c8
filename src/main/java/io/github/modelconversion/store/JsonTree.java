package io.github.modelconversion.store;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses JSON into maps, lists, texts, truth values, {@link Literal}s and {@link Null}. */
final class JsonTree {

    private static final int DEEPEST = 32;

    /** Represents JSON's null, as a map holds no null. */
    enum Null {
        NULL
    }

    /** A number in its written form. */
    record Literal(String digits) {}

    private JsonTree() {}

    /** Parses a text; see {@link JsonValue#parse}. */
    static Object parse(String text, String file) throws JsonException {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEEPEST);
            Object tree = read(reader, file);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonException(file, "$", "expected nothing more");
            }
            return tree;
        } catch (JsonException known) {
            throw known;
        } catch (MalformedJsonException | EOFException broken) {
            // Gson's messages end with a web address that does not help here.
            String reason =
                    String.valueOf(broken.getMessage()).lines().findFirst().orElse("nothing");
            throw new JsonException(file, "$", "expected JSON, found: " + reason);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringReader does not fail", impossible);
        }
    }

    private static Object read(JsonReader reader, String file) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> readObject(reader, file);
            case BEGIN_ARRAY -> {
                List<Object> items = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    items.add(read(reader, file));
                }
                reader.endArray();
                yield items;
            }
            case STRING -> reader.nextString();
            case NUMBER -> new Literal(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> {
                reader.nextNull();
                yield Null.NULL;
            }
            case NAME, END_ARRAY, END_OBJECT, END_DOCUMENT -> throw new EOFException("nothing");
        };
    }

    private static Map<String, Object> readObject(JsonReader reader, String file) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            String path = reader.getPath();
            if (fields.put(name, read(reader, file)) != null) {
                throw new JsonException(file, path, "expected '" + name + "' once, found it twice");
            }
        }
        reader.endObject();
        return fields;
    }
}
