package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.text.ShortestDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects a finding's evidence in insertion order, and formats numbers. */
public final class Numbers {

    private final Map<String, Number> numbers = new LinkedHashMap<>();

    public static Numbers of(String name, Number number) {
        return new Numbers().and(name, number);
    }

    public Numbers and(String name, Number number) {
        numbers.put(name, number);
        return this;
    }

    /** Formats a value, a float with the digits of a float. */
    public static String text(double value) {
        return (double) (float) value == value ? ShortestDecimal.of((float) value) : ShortestDecimal.of(value);
    }

    public Map<String, Number> map() {
        return numbers;
    }
}
