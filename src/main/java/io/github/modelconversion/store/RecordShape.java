package io.github.modelconversion.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The components of a record class, as fields of a JSON object. */
final class RecordShape {

    /** The ways to write a component. */
    enum Form {
        FIELD,
        /** Its own fields in its place. */
        INLINE,
        /** Omitted if empty. */
        OMITTED_EMPTY,
        /** Never written. */
        LEFT_OUT
    }

    /**
     * The form and the JSON name of a component.
     *
     * @param form the form
     * @param name the name in JSON
     */
    record Style(Form form, String name) {}

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

        Form form() {
            return style.form();
        }

        /** Returns its type. Computed on demand: only reading needs it, and it takes time. */
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

    /** Creates a record; propagates the exceptions of its constructor. */
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
