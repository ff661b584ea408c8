package io.github.modelconversion.store;

import io.github.modelconversion.input.file.InputFile;
import io.github.modelconversion.input.file.NotDataException;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
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

    /** Most decimal places: as many as a double can have, and few enough for arithmetic. */
    private static final int MOST_PLACES = 1074;

    private final String file;
    private final String path;
    private final Object content;

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
        return new JsonValue(file, "$", JsonTree.parse(text, file));
    }

    /**
     * Reads a file.
     *
     * @param file its location
     * @param name its name in messages
     * @param mostBytes largest accepted size in bytes
     * @throws JsonException if it is something else
     * @throws UnusableInputException if it is not a regular file, or only a pointer to the data
     * @throws IOException if it cannot be read
     */
    public static JsonValue read(Path file, String name, long mostBytes) throws IOException {
        try (FileChannel channel = InputFile.open(file)) {
            long bytes = channel.size();
            if (bytes > mostBytes) {
                throw new JsonException(
                        name, "$", "expected a file of at most " + mostBytes + " bytes, found " + bytes + " bytes");
            }
            if (bytes == 0) {
                throw new JsonException(name, "$", "expected JSON, found an empty file");
            }
            byte[] content = Channels.newInputStream(channel).readNBytes((int) bytes);
            return parse(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString(),
                    name);
        } catch (NotDataException standIn) {
            throw UnusableInputException.of(name, standIn);
        } catch (CharacterCodingException foreign) {
            throw new JsonException(name, "$", "expected text in UTF-8");
        }
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
                .filter(value -> value != JsonTree.Null.NULL)
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

    /** Returns this number as it is written. */
    private String digits() throws JsonException {
        if (content instanceof JsonTree.Literal literal) {
            return literal.digits();
        }
        throw unexpected("a number");
    }

    /** Returns this number if a double can hold it. */
    public double number() throws JsonException {
        double number = Double.parseDouble(digits());
        if (!Double.isFinite(number)) {
            throw problem("expected a number that a double can hold");
        }
        return number;
    }

    /** Returns this number exactly, with all its digits. */
    public BigDecimal decimal() throws JsonException {
        number();
        try {
            BigDecimal exact = new BigDecimal(digits());
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
            return Long.valueOf(digits());
        } catch (NumberFormatException notWhole) {
            return number;
        }
    }

    /** Returns this whole number, which must not be negative. */
    public long count() throws JsonException {
        Number number = longOrDouble();
        if (number instanceof Long count && count >= 0) {
            return count;
        }
        throw problem("expected a whole number from 0 on, found " + number.doubleValue());
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
