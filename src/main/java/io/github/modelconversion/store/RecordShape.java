package io.github.modelconversion.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The components of a record class, as fields of a JSON object.
 *
 * @param type the class
 * @param components its components
 */
record RecordShape(Class<?> type, List<Component> components) {

    /**
     * The way to write a component.
     *
     * @param name its name in JSON
     * @param inline whether its own fields are written in its place
     * @param omitted whether it is omitted if it is empty
     */
    record Style(String name, boolean inline, boolean omitted) {}

    /**
     * A component.
     *
     * @param style its style
     * @param component the record component, which has the type
     * @param field the field that holds the value
     */
    record Component(Style style, RecordComponent component, Field field) {

        String name() {
            return style.name();
        }

        boolean isNamed(String javaName) {
            return field.getName().equals(javaName);
        }

        /** Returns its type. Computed on demand: mostly reading needs it, and it takes time. */
        Type type() {
            return component.getGenericType();
        }

        Object of(Object value) {
            try {
                return field.get(value);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException("the field is accessible", impossible);
            }
        }
    }

    static RecordShape of(Class<?> type, Function<String, Style> styles) {
        List<Component> components = new ArrayList<>();
        try {
            for (RecordComponent component : type.getRecordComponents()) {
                String name = component.getName();
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                components.add(new Component(styles.apply(name), component, field));
            }
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("every record has a field for each component", impossible);
        }
        return new RecordShape(type, components);
    }

    /** Creates a record; propagates the exceptions of its constructor. */
    Object make(List<Object> values) {
        Class<?>[] types =
                components.stream().map(one -> one.component().getType()).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("every record has a constructor of its components", impossible);
        }
    }
}
