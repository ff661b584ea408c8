package io.github.modelconversion.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON according to their runtime types. */
final class RecordWriter {

    private final RecordTypes types;
    private final JsonOutput json;

    RecordWriter(RecordTypes types, JsonOutput json) {
        this.types = types;
        this.json = json;
    }

    void write(Object given) throws IOException {
        Object value = content(given);
        if (value == null) {
            json.nullValue();
        } else if (value instanceof Number number) {
            json.value(number);
        } else if (value instanceof String text) {
            json.value(text);
        } else if (value instanceof Boolean flag) {
            json.value(flag);
        } else if (value instanceof Enum<?> constant) {
            json.value(types.name(constant));
        } else if (value instanceof List<?> list) {
            writeList(list);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof double[] numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES));
            bytes.asDoubleBuffer().put(numbers);
            json.value(Base64.getEncoder().encodeToString(bytes.array()));
        } else {
            writeRecord(types.document(value));
        }
    }

    /** Returns the content of an optional, or null if it is empty. All other values are returned unchanged. */
    private static @Nullable Object content(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? optional.get() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        return value;
    }

    private void writeRecord(Object value) throws IOException {
        boolean oneLine = types.oneLine.contains(value.getClass());
        json.beginObject();
        json.oneLine(oneLine);
        writeFields(value);
        json.endObject();
        json.oneLine(false);
    }

    private void writeFields(Object value) throws IOException {
        for (RecordShape.Component component : types.shape(value.getClass()).components()) {
            Object content = component.of(value);
            RecordShape.Form form = component.form();
            if (form == RecordShape.Form.INLINE && content instanceof Map<?, ?> map) {
                writeEntries(map);
            } else if (form == RecordShape.Form.INLINE) {
                writeFields(content);
            } else if (form == RecordShape.Form.FIELD
                    || (form == RecordShape.Form.OMITTED_EMPTY && !isEmpty(content))) {
                json.name(component.name());
                write(content);
            }
        }
    }

    private static boolean isEmpty(Object value) {
        return value instanceof List<?> list ? list.isEmpty() : content(value) == null;
    }

    /** Writes a list; numbers share one line. */
    private void writeList(List<?> items) throws IOException {
        boolean oneLine = !items.isEmpty() && items.get(0) instanceof Number;
        json.beginArray();
        json.oneLine(oneLine);
        for (Object item : items) {
            write(item);
        }
        json.endArray();
        json.oneLine(false);
    }

    private void writeMap(Map<?, ?> map) throws IOException {
        json.beginObject();
        writeEntries(map);
        json.endObject();
    }

    private void writeEntries(Map<?, ?> map) throws IOException {
        for (Map.Entry<?, ?> field : map.entrySet()) {
            json.name(field.getKey() instanceof Enum<?> key ? types.name(key) : (String) field.getKey());
            write(field.getValue());
        }
    }
}
