package io.github.modelconversion.conversion.metadata;

import java.util.ArrayList;
import java.util.List;

/**
 * The value of a hyper-parameter according to the original.
 *
 * @param source where it is stated: a path in config.json, or how the value follows from several
 * @param values the allowed values, the usual one first: numbers (Double), booleans, texts, or lists of numbers
 */
record Expected(String source, List<Object> values) {

    Expected {
        values = List.copyOf(values);
    }

    static Expected of(String source, Object value) {
        return new Expected(source, List.of(value));
    }

    /** Returns the usual value. */
    Object value() {
        return values.get(0);
    }

    /** Returns the usual value if it is a number, else NaN. */
    double number() {
        return value() instanceof Double number ? number : Double.NaN;
    }

    /** Returns the same with further allowed values. */
    Expected orAlso(Expected other) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(other.values);
        return new Expected(source, all);
    }

    /** Returns the source and the usual value, for messages. */
    String shown() {
        return source + " " + Values.shown(value());
    }
}
