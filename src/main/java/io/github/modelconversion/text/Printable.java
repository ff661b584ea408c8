package io.github.modelconversion.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes text from files safe to print on one line. */
public final class Printable {

    /**
     * Control characters, line ends and marks that change the writing direction, which make a terminal show something other
     * than the text; and the second of two {@code #}, after which build servers accept commands anywhere in a line.
     */
    private static final Pattern MISLEADING = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]|(?<=#)#");

    private Printable() {}

    /** Returns the text with misleading characters as Java escapes: a line end becomes a backslash and {@code u000a}. */
    public static String line(String text) {
        return isPlain(text) ? text : MISLEADING.matcher(text).replaceAll(found -> escape(found.group()));
    }

    /** Returns true only if no character can be misleading, which is so for nearly all texts: no pattern is needed then. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.contains("##");
    }

    private static String escape(String character) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < character.length(); i++) {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) character.charAt(i)));
        }
        return Matcher.quoteReplacement(escaped.toString());
    }
}
