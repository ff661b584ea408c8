package io.github.modelconversion.input.npy;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the few Python literals used in a {@code .npy} header, from left to right in one pass.
 *
 * <p>Every method skips leading white space, consumes one item, and throws {@link IllegalArgumentException} if it finds
 * something else.
 */
final class PythonLiteral {

    /** Python's white space; Java's definition is wider. */
    private static final String WHITE_SPACE = " \t\n\r\f";

    private final String text;
    private int at;

    PythonLiteral(String text) {
        this.text = text;
    }

    /** Returns whether the next character is the given one, without consuming it. */
    boolean isNext(char expected) {
        while (at < text.length() && WHITE_SPACE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && text.charAt(at) == expected;
    }

    /** Consumes the character if it is next. */
    boolean takeIf(char expected) {
        boolean next = isNext(expected);
        at += next ? 1 : 0;
        return next;
    }

    void take(char expected) {
        if (!takeIf(expected)) {
            throw new IllegalArgumentException("no " + expected);
        }
    }

    /** Consumes a string in single or double quotes, without escapes: a backslash is an ordinary character. */
    String string() {
        char quote = isNext('"') ? '"' : '\'';
        take(quote);
        int end = text.indexOf(quote, at);
        if (end < 0) {
            throw new IllegalArgumentException("no end of a string");
        }
        String string = text.substring(at, end);
        at = end + 1;
        return string;
    }

    boolean truth() {
        if (isNext('T') && text.startsWith("True", at)) {
            at += "True".length();
            return true;
        }
        if (isNext('F') && text.startsWith("False", at)) {
            at += "False".length();
            return false;
        }
        throw new IllegalArgumentException("no truth value");
    }

    /**
     * Consumes a tuple of whole numbers; a number that exceeds a long becomes {@link Long#MAX_VALUE}. A single number in
     * parentheses is no tuple without a comma.
     *
     * @param suffixed whether an L may follow the digits, as Python 2 wrote it
     */
    List<Long> tuple(boolean suffixed) {
        List<Long> numbers = new ArrayList<>();
        take('(');
        while (!takeIf(')')) {
            numbers.add(number(suffixed));
            if (numbers.size() == 1 || !isNext(')')) {
                take(',');
            }
        }
        return numbers;
    }

    /** Consumes digits, of which the first is 0 only if all are, as in Python. */
    private long number(boolean suffixed) {
        isNext(' ');
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("no digits");
        }
        String digits = text.substring(start, at);
        if (digits.charAt(0) == '0' && !digits.matches("0+")) {
            throw new IllegalArgumentException("a leading zero");
        }
        if (suffixed && at < text.length() && text.charAt(at) == 'L') {
            at++;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }

    /** Consumes the end: only white space may follow. */
    void end() {
        isNext(' ');
        if (at < text.length()) {
            throw new IllegalArgumentException("something after the end");
        }
    }
}
