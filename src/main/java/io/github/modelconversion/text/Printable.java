package io.github.modelconversion.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that came from files, as a line may show it. */
public final class Printable {

    /**
     * Control characters, line ends and marks that turn the direction of writing, which make a terminal show something else
     * than what is there; and the second of two {@code #}, behind which build servers take commands anywhere in a line.
     */
    private static final Pattern MISLEADING = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]|(?<=#)#");

    private Printable() {}

    /** Returns the text with what is misleading written as in Java: a line end as a backslash and {@code u000a}. */
    public static String line(String text) {
        return MISLEADING.matcher(text).replaceAll(found -> escape(found.group()));
    }

    private static String escape(String character) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < character.length(); i++) {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) character.charAt(i)));
        }
        return Matcher.quoteReplacement(escaped.toString());
    }
}
