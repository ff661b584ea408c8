package io.github.modelconversion.store;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.modelconversion.input.file.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A JSON value that knows its place in the text and can only be read as the type that it has. Immutable. */
public final class JsonValue {

    private static final int DEEPEST = 32;

    /** Most decimal places: as many as a double can have, and few enough for arithmetic. */
    private static final int MOST_PLACES = 1074;

    private final String file;
    private final String path;
    private final Object content;

    /** Represents JSON's null, as a map holds no null. */
    private enum Null {
        NULL
    }

    /** A number in its written form. */
    private record Literal(String digits) {}

    private JsonValue(String file, String path, Object content) {
        this.file = file;
        this.path = path;
        this.content = content;
    }

    /**
     * Parses a text.
     *
     * @param text JSON according to RFC 8259, with unique names within each object
     * @param file the file's name in messages
     * @throws JsonException if it is something else, or nested deeper than 32 levels
     */
    public static JsonValue parse(String text, String file) throws JsonException {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEEPEST);
            JsonValue value = new JsonValue(file, "$", read(reader, file));
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw value.problem("expected nothing more");
            }
            return value;
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

    /**
     * Reads a file.
     *
     * @param file its location
     * @param name its name in messages
     * @param mostBytes largest accepted size in bytes
     * @throws JsonException if it is something else
     * @throws IOException if it cannot be read
     */
    public static JsonValue read(Path file, String name, long mostBytes) throws IOException {
        try (FileChannel channel = InputFile.open(file)) {
            long bytes = channel.size();
            if (bytes > mostBytes) {
                throw new JsonException(
                        name, "$", "expected a file of at most " + mostBytes + " bytes, found " + bytes + " bytes");
            }
            byte[] content = Channels.newInputStream(channel).readNBytes((int) bytes);
            return parse(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString(),
                    name);
        } catch (CharacterCodingException foreign) {
            throw new JsonException(name, "$", "expected text in UTF-8");
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

    /** Returns an exception about this value. */
    public JsonException problem(String problem) {
        return new JsonException(file, path, problem);
    }

    /** Returns an exception about a field within this value. */
    public JsonException problem(String field, String problem) {
        return new JsonException(file, path + "." + field, problem);
    }

    private Map<?, ?> object() throws JsonException {
        if (content instanceof Map<?, ?> object) {
            return object;
        }
        throw unexpected("an object");
    }

    private JsonValue field(String name, Object value) {
        return new JsonValue(file, path + "." + name, value);
    }

    /** Returns the fields of this object in order. */
    public Map<String, JsonValue> fields() throws JsonException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        object().forEach((name, value) -> fields.put(String.valueOf(name), field(String.valueOf(name), value)));
        return Collections.unmodifiableMap(fields);
    }

    /** Returns this object without a field. */
    JsonValue without(String name) throws JsonException {
        Map<Object, Object> fields = new LinkedHashMap<>(object());
        fields.remove(name);
        return new JsonValue(file, path, fields);
    }

    /** Checks that this object has exactly these fields. */
    void requireOnly(Set<String> names) throws JsonException {
        Set<String> known = new TreeSet<>(names);
        for (Map.Entry<String, JsonValue> field : fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                throw field.getValue()
                        .problem("expected one of " + String.join(", ", known) + ", found '" + field.getKey() + "'");
            }
        }
        known.removeAll(object().keySet());
        if (!known.isEmpty()) {
            throw problem("expected " + String.join(", ", known) + ", found none of it");
        }
    }

    /** Returns a required field of this object. */
    public JsonValue get(String name) throws JsonException {
        Object value = object().get(name);
        if (value == null) {
            throw problem("expected " + name + ", found none of it");
        }
        return field(name, value);
    }

    /** Returns a field of this object; empty if it is absent or null. */
    public Optional<JsonValue> find(String name) throws JsonException {
        return Optional.<Object>ofNullable(object().get(name))
                .filter(value -> value != Null.NULL)
                .map(value -> field(name, value));
    }

    /** Returns the items of this list. */
    public List<JsonValue> items() throws JsonException {
        if (!(content instanceof List<?> list)) {
            throw unexpected("a list");
        }
        List<JsonValue> items = new ArrayList<>();
        for (Object item : list) {
            items.add(new JsonValue(file, path + "[" + items.size() + "]", item));
        }
        return Collections.unmodifiableList(items);
    }

    /** Returns this text. */
    public String text() throws JsonException {
        if (content instanceof String text) {
            return text;
        }
        throw unexpected("a text");
    }

    /** Returns this truth value. */
    public boolean flag() throws JsonException {
        if (content instanceof Boolean flag) {
            return flag;
        }
        throw unexpected("true or false");
    }

    /** Returns this number if a double can hold it. */
    public double number() throws JsonException {
        if (!(content instanceof Literal literal)) {
            throw unexpected("a number");
        }
        double number = Double.parseDouble(literal.digits());
        if (!Double.isFinite(number)) {
            throw problem("expected a number that a double can hold");
        }
        return number;
    }

    /** Returns this number exactly, with all its digits. */
    public BigDecimal decimal() throws JsonException {
        number();
        try {
            BigDecimal exact = new BigDecimal(content instanceof Literal literal ? literal.digits() : "");
            if (exact.scale() <= MOST_PLACES) {
                return exact;
            }
        } catch (NumberFormatException tooSmall) {
            // said below
        }
        throw problem("expected a number of at most " + MOST_PLACES + " places");
    }

    /** Returns this number: a long if it is written as a whole number within a long's range, else a double. */
    public Number longOrDouble() throws JsonException {
        double number = number();
        try {
            return content instanceof Literal literal ? (Number) Long.valueOf(literal.digits()) : (Number) number;
        } catch (NumberFormatException notWhole) {
            return number;
        }
    }

    /** Returns this whole number, which must not be negative. */
    public long count() throws JsonException {
        double number = number();
        String digits = content instanceof Literal literal ? literal.digits() : "";
        try {
            long count = Long.parseLong(digits);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException notWhole) {
            // said below
        }
        throw problem("expected a whole number from 0 on, found " + number);
    }

    /** Returns this whole number, which must be non-negative and fit into an int. */
    public int smallCount() throws JsonException {
        long count = count();
        if (count > Integer.MAX_VALUE) {
            throw problem("expected at most " + Integer.MAX_VALUE + ", found " + count);
        }
        return (int) count;
    }

    private JsonException unexpected(String expected) {
        String found = switch (content.getClass().getSimpleName()) {
            case "LinkedHashMap" -> "an object";
            case "ArrayList" -> "a list";
            case "String" -> "a text";
            case "Literal" -> "a number";
            case "Boolean" -> "true or false";
            default -> "null";
        };
        return problem("expected " + expected + ", found " + found);
    }
}
