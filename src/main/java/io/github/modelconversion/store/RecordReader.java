package io.github.modelconversion.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads values of the types of record components. */
record RecordReader(RecordTypes types) {

    Object read(JsonValue json, Type type) throws JsonException {
        Class<?> raw = raw(type);
        if (record(raw).isRecord()) {
            if (!types.isLenient()) {
                Set<String> names = new TreeSet<>();
                addNames(json, raw, names);
                json.requireOnly(names);
            }
            return readRecord(json, raw);
        }
        if (raw.isEnum()) {
            return constant(json, json.text(), raw);
        }
        if (raw == List.class || raw == Set.class) {
            Collection<Object> items = raw == List.class ? new ArrayList<>() : new LinkedHashSet<>();
            for (JsonValue item : json.items()) {
                items.add(read(item, argument(type, 0)));
            }
            return items;
        }
        return switch (raw.getSimpleName()) {
            case "Optional" -> Optional.of(read(json, argument(type, 0)));
            case "Map" -> readMap(json, raw(argument(type, 0)), argument(type, 1));
            case "String" -> json.text();
            case "boolean", "Boolean" -> json.flag();
            case "int" -> json.smallCount();
            case "long", "Long" -> json.count();
            case "double", "Double" -> json.number();
            case "Number" -> json.longOrDouble();
            case "BigDecimal" -> json.decimal();
            case "OptionalDouble" -> OptionalDouble.of(json.number());
            case "OptionalLong" -> OptionalLong.of(json.count());
            case "OptionalInt" -> OptionalInt.of(json.smallCount());
            case "double[]" -> numbers(json);
            default -> throw new IllegalArgumentException("no JSON for " + type);
        };
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static double[] numbers(JsonValue json) throws JsonException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(json.text());
        } catch (IllegalArgumentException damaged) {
            throw json.problem("expected Base64, found: " + damaged.getMessage());
        }
        if (bytes.length % Double.BYTES != 0) {
            throw json.problem("expected numbers of 8 bytes each, found " + bytes.length + " bytes");
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

    private Map<Object, Object> readMap(JsonValue json, Class<?> key, Type type) throws JsonException {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> field : json.fields().entrySet()) {
            String name = field.getKey();
            if (!key.isEnum() || !types.isLenient() || types.constants(key).containsKey(name)) {
                Object constant = key.isEnum() ? constant(field.getValue(), name, key) : name;
                map.put(constant, readField(json, name, type, type == Number.class, false));
            }
        }
        return map;
    }

    /** Adds the names of the fields of a record; of those that may be omitted only the ones that are there. */
    private void addNames(JsonValue json, Class<?> record, Set<String> names) throws JsonException {
        types.derived(record).ifPresent(derived -> names.add(derived.name()));
        types.id(record).ifPresent(id -> names.add(RecordTypes.ID));
        for (RecordShape.Component component : types.shape(record(record)).components()) {
            if (component.style().inline()) {
                addNames(json, inlined(component), names);
            } else if (!component.style().omitted()
                    || json.find(component.name()).isPresent()) {
                names.add(component.name());
            }
        }
    }

    private static Class<?> inlined(RecordShape.Component component) {
        return raw(isOptional(component.type()) ? argument(component.type(), 0) : component.type());
    }

    private static boolean isOptional(Type type) {
        return raw(type) == Optional.class;
    }

    /** Returns the class of the records that represent the objects of a class. */
    private Class<?> record(Class<?> objects) {
        return types.documents(objects).orElse(objects);
    }

    private Object readRecord(JsonValue json, Class<?> objects) throws JsonException {
        Class<?> type = record(objects);
        List<Object> values = new ArrayList<>();
        for (RecordShape.Component component : types.shape(type).components()) {
            RecordShape.Style style = component.style();
            boolean gap = component.component().getType() == double.class && types.withGaps.contains(type);
            values.add(
                    style.inline()
                            ? readInline(json, component)
                            : readField(json, style.name(), component.type(), gap, style.omitted()));
        }
        Object made = made(json, () -> types.shape(type).make(values));
        Optional<RecordTypes.Derived> derived = types.derived(type);
        if (derived.isPresent()) {
            String name = derived.get().name();
            Enum<?> expected = derived.get().value().apply(made);
            Object found = read(json.get(name), expected.getDeclaringClass());
            if (found != expected) {
                throw json.problem(
                        name, "expected the " + name + " that the rest gives, " + expected + ", found " + found);
            }
        }
        return made instanceof Document<?> document && type != objects ? made(json, document::content) : made;
    }

    private Object readInline(JsonValue json, RecordShape.Component component) throws JsonException {
        if (!isOptional(component.type())) {
            Class<?> raw = inlined(component);
            return record(raw).isRecord() ? readRecord(json, raw) : read(json, component.type());
        }
        Class<?> record = inlined(component);
        for (RecordShape.Component one : types.shape(record(record)).components()) {
            boolean nothing = one.component().getType() == List.class;
            if (json.find(one.name()).isPresent()
                    && !(nothing && json.get(one.name()).items().isEmpty())) {
                return Optional.of(readRecord(json, record));
            }
        }
        return Optional.empty();
    }

    private Object readField(JsonValue json, String name, Type type, boolean gap, boolean omitted)
            throws JsonException {
        if (json.find(name).isPresent()) {
            return read(json.get(name), type);
        }
        return switch (raw(type).getSimpleName()) {
            case "Optional" -> Optional.empty();
            case "OptionalDouble" -> OptionalDouble.empty();
            case "OptionalLong" -> OptionalLong.empty();
            case "OptionalInt" -> OptionalInt.empty();
            default -> gap ? Double.NaN : omitted ? List.of() : read(json.get(name), type);
        };
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
