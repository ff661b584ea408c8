package io.github.modelconversion.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The components of a class of records, as fields of a JSON object. */
final class RecordShape {

    /** How a component is written. */
    enum Form {
        FIELD,
        /** Its own fields are written instead. */
        INLINE,
        /** Not at all where it is empty. */
        OMITTED_EMPTY,
        /** Not at all. */
        LEFT_OUT
    }

    /**
     * How a component is written, and by which name.
     *
     * @param form how
     * @param name its name in JSON
     */
    record Style(Form form, String name) {}

    /**
     * A component.
     *
     * @param style how it is written
     * @param component what knows its type
     * @param field what holds it
     */
    record Component(Style style, RecordComponent component, Field field) {

        String name() {
            return style.name();
        }

        Form form() {
            return style.form();
        }

        /** Returns its type. Only reading needs it: finding it out takes time. */
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

    private final Class<?> type;
    private final List<Component> components = new ArrayList<>();

    RecordShape(Class<?> type, Map<String, Style> styles) {
        this.type = type;
        try {
            for (RecordComponent component : type.getRecordComponents()) {
                String name = component.getName();
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                Style style = styles.getOrDefault(name, new Style(Form.FIELD, name));
                components.add(new Component(style, component, field));
            }
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("every record has a field for each component", impossible);
        }
    }

    List<Component> components() {
        return components;
    }

    /** Makes a record; throws what its constructor throws. */
    Object make(Object[] values) {
        List<Class<?>> types = new ArrayList<>();
        components.forEach(component -> types.add(component.component().getType()));
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types.toArray(new Class<?>[0]));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
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
