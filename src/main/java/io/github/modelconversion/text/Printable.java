package io.github.modelconversion.text;

import java.util.Locale;

/** Makes text from files safe to print on one line. */
public final class Printable {

    /**
     * The general categories, as bits, of control characters, line ends and marks that change the writing direction, which
     * make a terminal show something other than the text, and of characters that Unicode does not assign.
     */
    private static final int MISLEADING = (1 << Character.CONTROL)
            | (1 << Character.FORMAT)
            | (1 << Character.SURROGATE)
            | (1 << Character.PRIVATE_USE)
            | (1 << Character.UNASSIGNED)
            | (1 << Character.LINE_SEPARATOR)
            | (1 << Character.PARAGRAPH_SEPARATOR);

    private Printable() {}

    /**
     * Returns the text with misleading characters as Java escapes: a line end becomes a backslash and {@code u000a}. So does
     * the second of two {@code #}, after which build servers accept commands anywhere in a line.
     */
    public static String line(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        int character;
        for (int i = 0; i < text.length(); i += Character.charCount(character)) {
            character = text.codePointAt(i);
            boolean second = character == '#' && i > 0 && text.charAt(i - 1) == '#';
            if (second || ((MISLEADING >> Character.getType(character)) & 1) == 1) {
                escape(line, text, i, i + Character.charCount(character));
            } else {
                line.appendCodePoint(character);
            }
        }
        return line.toString();
    }

    /** Returns true only if no character can be misleading, which is so for nearly all texts. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.contains("##");
    }

    private static void escape(StringBuilder line, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            line.append(String.format(Locale.ROOT, "\\u%04x", (int) text.charAt(i)));
        }
    }
}
