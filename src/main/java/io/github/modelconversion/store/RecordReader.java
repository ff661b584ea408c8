package io.github.modelconversion.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads values of the types of record components.
 *
 * @param types the known types
 * @param lenient whether objects may have unknown fields and lack optional ones
 */
record RecordReader(RecordTypes types, boolean lenient) {

    Object read(JsonValue json, Type type) throws JsonException {
        if (type instanceof ParameterizedType generic) {
            return readGeneric(json, (Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> plain = (Class<?>) type;
        Optional<Class<?>> document = types.documents(plain);
        if (document.isPresent()) {
            Document<?> written = (Document<?>) read(json, document.get());
            return made(json, written::content);
        }
        if (plain.isRecord()) {
            if (!lenient) {
                requireFields(json, plain);
            }
            return readRecord(json, plain);
        }
        return plain.isEnum() ? constant(json, json.text(), plain) : readScalar(json, plain);
    }

    private static Object readScalar(JsonValue json, Class<?> type) throws JsonException {
        if (type == String.class) {
            return text(json);
        }
        if (type == boolean.class) {
            return json.flag();
        }
        if (type == int.class) {
            return json.smallCount();
        }
        if (type == long.class || type == Long.class) {
            return json.count();
        }
        if (type == double.class || type == Double.class) {
            return json.number();
        }
        if (type == Number.class) {
            return json.longOrDouble();
        }
        if (type == BigDecimal.class) {
            return json.decimal();
        }
        if (type == OptionalDouble.class) {
            return OptionalDouble.of(json.number());
        }
        if (type == OptionalLong.class) {
            return OptionalLong.of(json.count());
        }
        if (type == OptionalInt.class) {
            return OptionalInt.of(json.smallCount());
        }
        if (type == double[].class) {
            return numbers(json);
        }
        throw new IllegalArgumentException("no JSON for " + type);
    }

    private static String text(JsonValue json) throws JsonException {
        String text = json.text();
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw json.problem("expected whole characters, found half of a surrogate pair in '" + text + "'");
        }
        return text;
    }

    private static double[] numbers(JsonValue json) throws JsonException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(json.text());
        } catch (IllegalArgumentException foreign) {
            throw json.problem("expected Base64, found: " + foreign.getMessage());
        }
        if (bytes.length % Double.BYTES != 0) {
            throw json.problem("expected numbers of " + Double.BYTES + " bytes each, found " + bytes.length + " bytes");
        }
        double[] numbers = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
        return numbers;
    }

    private Object constant(JsonValue json, String name, Class<?> type) throws JsonException {
        Map<String, Object> constants = types.constants(type);
        Object constant = constants.get(name);
        if (constant == null) {
            throw json.problem(
                    "expected a known name, found '" + name + "'; known are " + String.join(", ", constants.keySet()));
        }
        return constant;
    }

    private Object readGeneric(JsonValue json, Class<?> raw, Type[] arguments) throws JsonException {
        if (raw == Optional.class) {
            return Optional.of(read(json, arguments[0]));
        }
        if (raw == List.class) {
            List<Object> items = new ArrayList<>();
            for (JsonValue item : json.items()) {
                items.add(read(item, arguments[0]));
            }
            return items;
        }
        if (raw == Map.class) {
            return readMap(json, (Class<?>) arguments[0], arguments[1]);
        }
        throw new IllegalArgumentException("no JSON for " + raw);
    }

    private Map<Object, Object> readMap(JsonValue json, Class<?> key, Type type) throws JsonException {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> field : json.fields().entrySet()) {
            String name = field.getKey();
            if (!key.isEnum()) {
                map.put(name, readField(json, name, type, type == Number.class, false));
            } else if (!lenient || types.constants(key).containsKey(name)) {
                map.put(constant(field.getValue(), name, key), readField(json, name, type, false, false));
            }
        }
        return map;
    }

    private void requireFields(JsonValue json, Class<?> type) throws JsonException {
        Set<String> names = new TreeSet<>();
        addNames(json, type, names);
        json.requireOnly(names.toArray(new String[0]));
    }

    private void addNames(JsonValue json, Class<?> type, Set<String> names) throws JsonException {
        for (RecordShape.Component component : types.shape(type).components()) {
            switch (component.form()) {
                case INLINE -> addNames(json, (Class<?>) component.type(), names);
                case FIELD -> names.add(component.name());
                case OMITTED_EMPTY -> json.find(component.name()).ifPresent(found -> names.add(component.name()));
                case LEFT_OUT -> {}
            }
        }
    }

    private Object readRecord(JsonValue json, Class<?> type) throws JsonException {
        RecordShape shape = types.shape(type);
        List<Object> values = new ArrayList<>();
        for (RecordShape.Component component : shape.components()) {
            Type typeOfField = component.type();
            boolean gap = typeOfField == double.class && types.withGaps.contains(type);
            values.add(
                    switch (component.form()) {
                        case INLINE ->
                            typeOfField instanceof Class<?> inner ? readRecord(json, inner) : read(json, typeOfField);
                        case FIELD -> readField(json, component.name(), typeOfField, gap, false);
                        case OMITTED_EMPTY -> readField(json, component.name(), typeOfField, gap, true);
                        case LEFT_OUT -> nothing(typeOfField, true).orElseThrow();
                    });
        }
        return made(json, () -> shape.make(values.toArray()));
    }

    private Object readField(JsonValue json, String name, Type type, boolean gap, boolean omitted)
            throws JsonException {
        Optional<Object> nothing = gap ? Optional.of(Double.NaN) : nothing(type, omitted);
        return nothing.isPresent() && json.find(name).isEmpty() ? nothing.get() : read(json.get(name), type);
    }

    /** Returns the value that null stands for. */
    private static Optional<Object> nothing(Type type, boolean omitted) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Optional.class
                    ? Optional.of(Optional.empty())
                    : omitted ? Optional.of(List.of()) : Optional.empty();
        }
        if (type == OptionalDouble.class) {
            return Optional.of(OptionalDouble.empty());
        }
        if (type == OptionalLong.class) {
            return Optional.of(OptionalLong.empty());
        }
        return type == OptionalInt.class ? Optional.of(OptionalInt.empty()) : Optional.empty();
    }

    private static Object made(JsonValue json, Supplier<Object> making) throws JsonException {
        try {
            return making.get();
        } catch (InvalidFieldException invalid) {
            throw json.problem(invalid.field(), "expected " + invalid.getMessage());
        } catch (IllegalArgumentException invalid) {
            throw json.problem("expected " + invalid.getMessage());
        } catch (ArithmeticException tooLarge) {
            throw json.problem("expected numbers whose product a long can hold");
        }
    }
}
