package io.github.modelconversion.conversion.vocabulary;

import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** The type of a token. Several allowed types are a set of bits. */
enum TokenType {
    NORMAL(1),
    UNKNOWN(2),
    CONTROL(3),
    USER_DEFINED(4),
    UNUSED(5),
    BYTE(6);

    private static final Set<String> SPECIAL_TEXTS = Set.of("<pad>", "<mask>", "<2mass>", "[@BOS@]");

    private final int number;

    TokenType(int number) {
        this.number = number;
    }

    /** Returns the set with only this type. */
    byte bit() {
        return (byte) (1 << number);
    }

    /** Returns whether a set has the type with a GGUF number, which may be any number. */
    static boolean has(int bits, double number) {
        for (TokenType type : values()) {
            if (type.number == number && (bits & type.bit()) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the type of an added token. */
    static TokenType ofAdded(boolean special, String text) {
        return special || looksSpecial(text) ? CONTROL : USER_DEFINED;
    }

    /** Returns whether a text looks like a control token although the original does not mark it as one. */
    private static boolean looksSpecial(String text) {
        return SPECIAL_TEXTS.contains(text)
                || isBetween(text, "<|", "|>")
                || isBetween(text, "<\uff5c", "\uff5c>")
                || isBetween(text, "<unused", ">");
    }

    private static boolean isBetween(String text, String start, String end) {
        return text.startsWith(start) && text.endsWith(end);
    }

    /** Returns the names of a set. */
    static String names(int bits) {
        StringJoiner names = new StringJoiner(" or ");
        for (TokenType type : values()) {
            if ((bits & type.bit()) != 0) {
                names.add(type.toString());
            }
        }
        return names.toString();
    }

    /** Returns the name of a type's number. */
    static String name(double number) {
        for (TokenType type : values()) {
            if (type.number == number) {
                return type.toString();
            }
        }
        return "of type " + (number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
