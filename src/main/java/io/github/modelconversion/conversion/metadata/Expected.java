package io.github.modelconversion.conversion.metadata;

import java.util.ArrayList;
import java.util.List;

/**
 * What the original says of a hyper-parameter.
 *
 * @param source where it says so: a path in config.json, or how the value follows from several
 * @param values the values that are right, the usual one first: numbers (Double), truth values, texts, or lists of numbers
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

    /** Returns the usual value where it is a number, else NaN. */
    double number() {
        return value() instanceof Double number ? number : Double.NaN;
    }

    /** Returns the same with further values that are right. */
    Expected orAlso(Expected other) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(other.values);
        return new Expected(source, all);
    }

    /** Returns what messages say: the source and the usual value. */
    String shown() {
        return source + " " + Values.shown(value());
    }
}
