package io.github.modelconversion.diagnosis;

import io.github.modelconversion.metric.Digits;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects a finding's evidence in the order in which it is given, and says numbers in words. */
final class Numbers {

    private final Map<String, Number> numbers = new LinkedHashMap<>();

    static Numbers of(String name, Number number) {
        return new Numbers().and(name, number);
    }

    Numbers and(String name, Number number) {
        numbers.put(name, number);
        return this;
    }

    /** Returns a value in words: a float with the digits of a float. */
    static String text(double value) {
        return (double) (float) value == value ? Digits.of((float) value) : Digits.of(value);
    }

    Map<String, Number> map() {
        return numbers;
    }
}
