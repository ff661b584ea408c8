package io.github.modelconversion.store;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes objects as JSON and reads them back. A record is an object with a field for each component: a text, a truth value, a
 * whole number from 0 on, a number, a constant, a record, or a list, map or optional one of these; an array of doubles is
 * Base64 of its bytes. NaN and infinity are written as null.
 *
 * <p>Reading is strict: each field once, of its type, and no other. What makes a record throws an
 * {@link IllegalArgumentException} where it cannot be, in words that follow "expected"; an {@link InvalidFieldException} also
 * says which field is wrong. Immutable once it is made.
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

    /** Returns a builder of a codec for a class of objects, whose field {@code schemaVersion} has a value. */
    public static <T> Builder<T> of(Class<T> type, int version) {
        return new Builder<>(type, version);
    }

    /**
     * Makes a codec.
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

        /** Has records written instead of the objects of a class. */
        @SuppressWarnings("unchecked") // Only objects of the class are given to it.
        public <A, D extends Record & Document<A>> Builder<T> as(
                Class<A> objects, Class<D> documents, Function<A, D> written) {
            types.documents.put(objects, documents);
            types.written.put(objects, (Function<Object, Object>) (Function<?, ?>) written);
            return this;
        }

        /** Has constants written by another name than their Java name. */
        @SuppressWarnings("unchecked") // Only constants of the enum are given to it.
        public <E extends Enum<E>> Builder<T> naming(Class<E> constants, Function<E, String> name) {
            types.constantNames.put(constants, (Function<Object, String>) (Function<?, String>) name);
            return this;
        }

        /** Has a component written by another name than its Java name. */
        public Builder<T> naming(Class<? extends Record> record, String component, String name) {
            return style(record, component, RecordShape.Form.FIELD, name);
        }

        /** Has the fields of components written, which are records, instead of these. */
        public Builder<T> inline(Class<? extends Record> record, String... components) {
            return style(record, RecordShape.Form.INLINE, components);
        }

        /** Has components left out where they are empty, instead of written as null or an empty list. */
        public Builder<T> omitEmpty(Class<? extends Record> record, String... components) {
            return style(record, RecordShape.Form.OMITTED_EMPTY, components);
        }

        /** Leaves a component out, which is empty in what is read. */
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

        /** Has records of these classes written in one line each. */
        public Builder<T> oneLine(Class<?>... records) {
            types.oneLine.addAll(Arrays.asList(records));
            return this;
        }

        /** Lets the numbers of records of these classes be null, which is read as NaN. */
        public Builder<T> withGaps(Class<?>... records) {
            types.withGaps.addAll(Arrays.asList(records));
            return this;
        }

        /** Reads what later versions may have added to: skips fields that are not known, and lets optional ones be missing. */
        public Builder<T> lenient() {
            lenient = true;
            return this;
        }

        /** Returns the codec. */
        public RecordCodec<T> build() {
            return new RecordCodec<>(this);
        }
    }

    /** Returns an object as text, with a line end at its end. */
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
     * Writes an object, with a line end at its end.
     *
     * @throws IOException when writing fails
     */
    public void write(T value, Writer out) throws IOException {
        new RecordWriter(types, new JsonOutput(out)).write(value);
        out.write("\n");
    }

    /**
     * Reads an object.
     *
     * @throws JsonException when it is something else, or of another version
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
