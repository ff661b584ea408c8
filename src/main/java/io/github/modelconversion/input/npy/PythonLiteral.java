package io.github.modelconversion.input.npy;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the few Python literals that a {@code .npy} header is made of, from left to right, each character once.
 *
 * <p>Every method skips white space before it, takes one thing, and throws {@link IllegalArgumentException} when there is
 * something else.
 */
final class PythonLiteral {

    /** What Python takes for white space; Java takes more for it. */
    private static final String WHITE_SPACE = " \t\n\r\f";

    private final String text;
    private int at;

    PythonLiteral(String text) {
        this.text = text;
    }

    /** Returns whether the next character is the given one; does not take it. */
    boolean isNext(char expected) {
        while (at < text.length() && WHITE_SPACE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && text.charAt(at) == expected;
    }

    /** Takes a character if it is next. */
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

    /** Takes a string in single or double quotes, without escapes: a backslash is a character like any other. */
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

    /** Takes a tuple of whole numbers; one that a long cannot hold is {@link Long#MAX_VALUE}. */
    List<Long> tuple() {
        List<Long> numbers = new ArrayList<>();
        take('(');
        while (!takeIf(')')) {
            numbers.add(number());
            if (!isNext(')')) {
                take(',');
            }
        }
        return numbers;
    }

    /** Takes digits; Python 2 wrote an L behind them. */
    private long number() {
        isNext(' ');
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("no digits");
        }
        String digits = text.substring(start, at);
        if (at < text.length() && text.charAt(at) == 'L') {
            at++;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }

    /** Takes the end: nothing but white space may follow. */
    void end() {
        isNext(' ');
        if (at < text.length()) {
            throw new IllegalArgumentException("something behind the end");
        }
    }
}
