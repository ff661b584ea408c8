package io.github.modelconversion.conversion.metadata;

import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufType;
import io.github.modelconversion.input.gguf.GgufValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares expected hyper-parameters with values in GGUF files, and formats both. */
final class Values {

    /** Most array elements to read; no model has more layers. */
    private static final long MOST_ELEMENTS = 1 << 12;

    private static final int LONGEST_TEXT = 80;
    private static final int MOST_SHOWN = 8;

    private Values() {}

    /**
     * Returns whether a value in the file is one of the allowed values. Numbers that the file stores in 32 bits are compared
     * in 32 bits. An array agrees with a number if each element is that number, or 0 for layers without it.
     */
    static boolean agree(Expected expected, GgufMetadata metadata, GgufValue found) throws IOException {
        Optional<List<Double>> elements = elements(metadata, found);
        for (Object right : expected.values()) {
            boolean agrees = elements.isPresent()
                    ? agree(isSingle(found) ? single(right) : right, elements.get())
                    : right instanceof Double number ? agree(number, found) : isSame(right, found);
            if (agrees) {
                return true;
            }
        }
        return false;
    }

    private static boolean agree(double right, GgufValue found) {
        if (found instanceof GgufValue.Real real) {
            return real.single() ? (float) right == (float) real.value() : right == real.value();
        }
        return found instanceof GgufValue.Whole whole && right == (double) whole.value();
    }

    private static boolean isSame(Object right, GgufValue found) {
        if (right instanceof List<?> list) {
            return list.stream().distinct().count() == 1
                    && list.get(0) instanceof Double number
                    && agree(number, found);
        }
        return (found instanceof GgufValue.Flag flag && right.equals(flag.value()))
                || (found instanceof GgufValue.Text text && right.equals(text.value()));
    }

    private static boolean agree(Object right, List<Double> elements) {
        if (right instanceof Double number) {
            return elements.contains(number)
                    && elements.stream().allMatch(element -> element.equals(number) || element == 0);
        }
        return right.equals(elements);
    }

    private static boolean isSingle(GgufValue array) {
        return array instanceof GgufValue.Array of && of.type() == GgufType.FLOAT32;
    }

    /** Rounds numbers to 32 bits. */
    private static Object single(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Values::single).toList();
        }
        return value instanceof Double number ? (double) number.floatValue() : value;
    }

    private static Optional<List<Double>> elements(GgufMetadata metadata, GgufValue value) throws IOException {
        if (!(value instanceof GgufValue.Array array) || !array.type().isNumber() || array.length() > MOST_ELEMENTS) {
            return Optional.empty();
        }
        List<Double> elements = new ArrayList<>();
        metadata.visitNumbers(array, (index, element) -> elements.add(element));
        return Optional.of(elements);
    }

    /** Formats a value of the original. */
    static String shown(Object value) {
        if (value instanceof Double number) {
            return shown(number.doubleValue());
        }
        if (value instanceof List<?> list) {
            return shown(list.stream().map(Values::shown).toList());
        }
        return String.valueOf(value);
    }

    /** Formats a value in a file. */
    static String shown(GgufMetadata metadata, GgufValue value) throws IOException {
        if (value instanceof GgufValue.Whole whole) {
            return String.valueOf(whole.value());
        }
        if (value instanceof GgufValue.Real real) {
            return shown(real.value(), real.single());
        }
        if (value instanceof GgufValue.Flag flag) {
            return String.valueOf(flag.value());
        }
        if (value instanceof GgufValue.Text text) {
            String shown = text.value().replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
            return shown.length() > LONGEST_TEXT ? shown.substring(0, LONGEST_TEXT) + "..." : shown;
        }
        Optional<List<Double>> elements = elements(metadata, value);
        return elements.isPresent()
                ? shown(elements.get().stream()
                        .map(element -> shown(element, isSingle(value)))
                        .toList())
                : "an array or a long text";
    }

    private static String shown(List<String> elements) {
        return elements.stream().limit(MOST_SHOWN).collect(Collectors.joining(", ", "[", ""))
                + (elements.size() > MOST_SHOWN ? ", ... " + elements.size() + " in all]" : "]");
    }

    private static String shown(double number, boolean single) {
        return single ? shortened(Float.toString((float) number)) : shown(number);
    }

    private static String shown(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : shortened(Double.toString(number));
    }

    /** Shortens a number: 1.0E-5 to 1e-5, 10000.0 to 10000. */
    private static String shortened(String number) {
        return number.replaceAll("\\.0(E|$)", "$1").replace('E', 'e');
    }
}
