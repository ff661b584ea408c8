package io.github.modelconversion.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Describes the classes that a {@link RecordCodec} does not write component by component. Not changed once a codec has it. */
public final class RecordTypes {

    /**
     * A value that follows from a record.
     *
     * @param name its name in JSON
     * @param before the component before which it is written
     * @param value computes it
     */
    record Derived(String name, String before, Function<Object, Enum<?>> value) {}

    /** The name of the field that identifies a record. */
    static final String ID = "id";

    private final Map<Class<?>, Function<Object, String>> constantNames = new HashMap<>();
    private final Map<Class<?>, Class<?>> documents = new HashMap<>();
    private final Map<Class<?>, Function<Object, Object>> written = new HashMap<>();
    private final Map<Part, String> names = new HashMap<>();
    private final Set<Part> inlined = new HashSet<>();
    private final Set<Part> omittedIfEmpty = new HashSet<>();
    private final Map<Class<?>, Derived> derived = new HashMap<>();
    private final Map<Class<?>, Function<Object, String>> ids = new HashMap<>();
    private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();
    final Set<Class<?>> oneLine = new HashSet<>();
    final Set<Class<?>> withGaps = new HashSet<>();
    private boolean lenient;

    /** A component of a record class. */
    private record Part(Class<?> record, String component) {

        /** Not the record's own: its first call costs a cold JVM 20 ms. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Part part && record == part.record && component.equals(part.component);
        }

        @Override
        public int hashCode() {
            return 31 * record.hashCode() + component.hashCode();
        }
    }

    /** Writes objects of a class as records. */
    @SuppressWarnings("unchecked") // Only objects of the class are given to it.
    public <A, D extends Record & Document<A>> RecordTypes as(
            Class<A> objects, Class<D> records, Function<A, D> asRecord) {
        documents.put(objects, records);
        written.put(objects, (Function<Object, Object>) (Function<?, ?>) asRecord);
        return this;
    }

    /** Writes constants by names other than their Java names. */
    @SuppressWarnings("unchecked") // Only constants of the enum are given to it.
    public <E extends Enum<E>> RecordTypes naming(Class<E> constants, Function<E, String> name) {
        constantNames.put(constants, (Function<Object, String>) (Function<?, String>) name);
        return this;
    }

    /** Writes a component under a name other than its Java name. */
    public RecordTypes naming(Class<? extends Record> record, String component, String name) {
        names.put(new Part(record, component), name);
        return this;
    }

    /**
     * Writes the fields of components that are records, optional records or maps in place of the components. Those of an
     * optional record that is empty are null, or an empty list.
     */
    public RecordTypes inline(Class<? extends Record> record, String... components) {
        return add(inlined, record, components);
    }

    /** Omits components that are empty instead of writing null or an empty list. */
    public RecordTypes omitEmpty(Class<? extends Record> record, String... components) {
        return add(omittedIfEmpty, record, components);
    }

    /** Writes a constant that follows from a record before one of its components; when read it must be the same. */
    @SuppressWarnings("unchecked") // Only records of the class are given to it.
    public <R extends Record> RecordTypes derive(
            Class<R> record, String name, String before, Function<R, Enum<?>> value) {
        derived.put(record, new Derived(name, before, (Function<Object, Enum<?>>) (Function<?, ?>) value));
        return this;
    }

    /** Writes a text that follows from a record as its first field, {@value #ID}; when read, it is not needed. */
    @SuppressWarnings("unchecked") // Only records of the class are given to it.
    public <R extends Record> RecordTypes identify(Class<R> record, Function<R, String> id) {
        ids.put(record, (Function<Object, String>) (Function<?, String>) id);
        return this;
    }

    /** Writes each record of these classes on one line. */
    public RecordTypes oneLine(Class<?>... records) {
        oneLine.addAll(Arrays.asList(records));
        return this;
    }

    /** Allows null for the numbers of records of these classes; null is read as NaN. */
    public RecordTypes withGaps(Class<?>... records) {
        withGaps.addAll(Arrays.asList(records));
        return this;
    }

    /** Tolerates additions by later versions: unknown fields are skipped, and optional fields may be missing. */
    public RecordTypes lenient() {
        lenient = true;
        return this;
    }

    private RecordTypes add(Set<Part> parts, Class<?> record, String... components) {
        for (String component : components) {
            parts.add(new Part(record, component));
        }
        return this;
    }

    /** Returns the record that represents a value of a class or an interface; else the value itself. */
    Object document(Object value) {
        Function<Object, Object> document = written.get(value.getClass());
        for (Class<?> type : value.getClass().getInterfaces()) {
            document = document == null ? written.get(type) : document;
        }
        return document == null ? value : document.apply(value);
    }

    /** Returns the class of the records that represent the objects of another class. */
    Optional<Class<?>> documents(Class<?> type) {
        return Optional.ofNullable(documents.get(type));
    }

    RecordShape shape(Class<?> type) {
        RecordShape known = shapes.get(type);
        if (known == null) {
            known = RecordShape.of(type, name -> {
                Part part = new Part(type, name);
                return new RecordShape.Style(
                        names.getOrDefault(part, name), inlined.contains(part), omittedIfEmpty.contains(part));
            });
            shapes.put(type, known);
        }
        return known;
    }

    Optional<Derived> derived(Class<?> record) {
        return Optional.ofNullable(derived.get(record));
    }

    /** Returns what identifies the records of a class. */
    Optional<Function<Object, String>> id(Class<?> record) {
        return Optional.ofNullable(ids.get(record));
    }

    boolean isLenient() {
        return lenient;
    }

    String name(Enum<?> constant) {
        Function<Object, String> name = constantNames.get(constant.getDeclaringClass());
        return name == null ? constant.name() : name.apply(constant);
    }

    /** Returns the constants of an enum by JSON name. */
    Map<String, Object> constants(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(name((Enum<?>) constant), constant);
        }
        return constants;
    }
}
