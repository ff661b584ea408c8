package io.github.modelconversion.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The class settings of a {@link RecordCodec}. Immutable once the codec is built. */
final class RecordTypes {

    final Map<Class<?>, Function<Object, String>> constantNames = new HashMap<>();
    final Map<Class<?>, Class<?>> documents = new HashMap<>();
    final Map<Class<?>, Function<Object, Object>> written = new HashMap<>();

    /** The components of each class that are not written by their Java names. */
    final Map<Class<?>, Map<String, RecordShape.Style>> styles = new HashMap<>();

    final Set<Class<?>> oneLine = new HashSet<>();
    final Set<Class<?>> withGaps = new HashSet<>();
    private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

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
            known = new RecordShape(type, styles.getOrDefault(type, Map.of()));
            shapes.put(type, known);
        }
        return known;
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
