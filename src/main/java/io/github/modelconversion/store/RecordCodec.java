package io.github.modelconversion.store;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes objects as JSON and reads them back. A record becomes an object with a field per component: a text, a truth value,
 * a whole number from 0 on, a number, a constant, a record, or a list, map or optional one of these; an array of doubles is
 * the Base64 of its bytes. NaN and infinity become null.
 *
 * <p>Reading is strict: each field exactly once, of its type, and no other fields. A constructor that rejects its arguments
 * throws an {@link IllegalArgumentException} whose message completes a sentence that starts with "expected"; an {@link
 * InvalidFieldException} also names the invalid field. Immutable once built.
 *
 * @param <T> the class of the objects
 */
public final class RecordCodec<T> {

    private static final String VERSION = "schemaVersion";

    private final Class<T> type;
    private final RecordTypes types;
    private final boolean lenient;
    private final int version;

    private RecordCodec(Builder<T> builder) {
        this.type = builder.type;
        this.types = builder.types;
        this.lenient = builder.lenient;
        this.version = builder.version;
    }

    /** Returns a builder of a codec for a class whose field {@code schemaVersion} has the given value. */
    public static <T> Builder<T> of(Class<T> type, int version) {
        return new Builder<>(type, version);
    }

    /**
     * Builds a codec.
     *
     * @param <T> the class of its objects
     */
    public static final class Builder<T> {

        private final Class<T> type;
        private final int version;
        private final RecordTypes types = new RecordTypes();
        private boolean lenient;

        private Builder(Class<T> type, int version) {
            this.type = type;
            this.version = version;
        }

        /** Writes objects of a class as records. */
        @SuppressWarnings("unchecked") // Only objects of the class are given to it.
        public <A, D extends Record & Document<A>> Builder<T> as(
                Class<A> objects, Class<D> documents, Function<A, D> written) {
            types.documents.put(objects, documents);
            types.written.put(objects, (Function<Object, Object>) (Function<?, ?>) written);
            return this;
        }

        /** Writes constants by names other than their Java names. */
        @SuppressWarnings("unchecked") // Only constants of the enum are given to it.
        public <E extends Enum<E>> Builder<T> naming(Class<E> constants, Function<E, String> name) {
            types.constantNames.put(constants, (Function<Object, String>) (Function<?, String>) name);
            return this;
        }

        /** Writes a component under a name other than its Java name. */
        public Builder<T> naming(Class<? extends Record> record, String component, String name) {
            return style(record, component, RecordShape.Form.FIELD, name);
        }

        /** Writes the fields of record-typed components in place of the components themselves. */
        public Builder<T> inline(Class<? extends Record> record, String... components) {
            return style(record, RecordShape.Form.INLINE, components);
        }

        /** Omits components that are empty instead of writing null or an empty list. */
        public Builder<T> omitEmpty(Class<? extends Record> record, String... components) {
            return style(record, RecordShape.Form.OMITTED_EMPTY, components);
        }

        /** Never writes a component; it is empty when read. */
        public Builder<T> without(Class<? extends Record> record, String component) {
            return style(record, RecordShape.Form.LEFT_OUT, component);
        }

        private Builder<T> style(Class<?> record, RecordShape.Form form, String... components) {
            for (String component : components) {
                style(record, component, form, component);
            }
            return this;
        }

        private Builder<T> style(Class<?> record, String component, RecordShape.Form form, String name) {
            Map<String, RecordShape.Style> styles = types.styles.get(record);
            if (styles == null) {
                styles = new HashMap<>();
                types.styles.put(record, styles);
            }
            styles.put(component, new RecordShape.Style(form, name));
            return this;
        }

        /** Writes each record of these classes on one line. */
        public Builder<T> oneLine(Class<?>... records) {
            types.oneLine.addAll(Arrays.asList(records));
            return this;
        }

        /** Allows null for the numbers of records of these classes; null is read as NaN. */
        public Builder<T> withGaps(Class<?>... records) {
            types.withGaps.addAll(Arrays.asList(records));
            return this;
        }

        /** Tolerates additions by later versions: unknown fields are skipped, and optional fields may be missing. */
        public Builder<T> lenient() {
            lenient = true;
            return this;
        }

        /** Returns the codec. */
        public RecordCodec<T> build() {
            return new RecordCodec<>(this);
        }
    }

    /** Returns an object as text, terminated by a line end. */
    public String write(T value) {
        StringWriter text = new StringWriter();
        try {
            write(value, text);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    /**
     * Writes an object, terminated by a line end.
     *
     * @throws IOException if writing fails
     */
    public void write(T value, Writer out) throws IOException {
        new RecordWriter(types, new JsonOutput(out)).write(value);
        out.write("\n");
    }

    /**
     * Reads an object.
     *
     * @throws JsonException if it is something else, or of another version
     */
    public T read(JsonValue json) throws JsonException {
        JsonValue found = json.get(VERSION);
        if (found.count() != version) {
            throw found.problem("expected " + VERSION + " " + version + ", found " + found.count()
                    + ": another version of the plugin wrote it");
        }
        return type.cast(new RecordReader(types, lenient).read(json, type));
    }
}
