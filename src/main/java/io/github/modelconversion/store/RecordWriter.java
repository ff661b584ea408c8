package io.github.modelconversion.store;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON according to their runtime types. */
record RecordWriter(RecordTypes types, JsonOutput json) {

    /** Writes the outermost object, whose first fields are given. */
    void write(Object value, Map<String, ?> header) throws IOException {
        json.beginObject();
        writeFields(header);
        writeFields(types.document(value));
        json.endObject();
    }

    private void write(Object given) throws IOException {
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
        } else if (value instanceof Collection<?> items) {
            writeList(items);
        } else if (value instanceof double[] numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES));
            bytes.asDoubleBuffer().put(numbers);
            json.value(Base64.getEncoder().encodeToString(bytes.array()));
        } else {
            Object object = types.document(value);
            json.beginObject();
            json.oneLine(types.oneLine.contains(object.getClass()));
            writeFields(object);
            json.endObject();
            json.oneLine(false);
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

    /** Writes the fields of a record or a map. */
    private void writeFields(Object object) throws IOException {
        if (object instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> field : map.entrySet()) {
                json.name(field.getKey() instanceof Enum<?> key ? types.name(key) : (String) field.getKey());
                write(field.getValue());
            }
            return;
        }
        Optional<Function<Object, String>> id = types.id(object.getClass());
        if (id.isPresent()) {
            json.name(RecordTypes.ID);
            write(id.get().apply(object));
        }
        Optional<RecordTypes.Derived> derived = types.derived(object.getClass());
        for (RecordShape.Component component : types.shape(object.getClass()).components()) {
            if (derived.isPresent() && component.isNamed(derived.get().before())) {
                json.name(derived.get().name());
                write(derived.get().value().apply(object));
            }
            Object value = component.of(object);
            Object content = content(value);
            if (component.style().omitted() && (content == null || List.of().equals(content))) {
                continue;
            }
            if (!component.style().inline()) {
                json.name(component.name());
                write(value);
            } else if (content != null) {
                writeFields(types.document(content));
            } else if (component.type() instanceof ParameterizedType optional) {
                writeNothing((Class<?>) optional.getActualTypeArguments()[0]);
            }
        }
    }

    /** Writes the fields of an optional record that is empty. */
    private void writeNothing(Class<?> record) throws IOException {
        for (RecordShape.Component component : types.shape(record).components()) {
            json.name(component.name());
            if (component.component().getType() == List.class) {
                write(List.of());
            } else {
                json.nullValue();
            }
        }
    }

    /** Writes a list; numbers share one line. */
    private void writeList(Collection<?> items) throws IOException {
        json.beginArray();
        json.oneLine(!items.isEmpty() && items.iterator().next() instanceof Number);
        for (Object item : items) {
            write(item);
        }
        json.endArray();
        json.oneLine(false);
    }
}
