package io.github.modelconversion.conversion.vocabulary;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Formats texts for messages: quoted, invisible characters escaped, long texts cut. */
public final class Shown {

    private static final int MOST = 64;

    private Shown() {}

    /** Formats bytes as text; bytes that are not UTF-8 become \xNN. */
    public static String of(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, 4 * (MOST + 1)));
        CharBuffer out = CharBuffer.allocate(in.remaining());
        StringBuilder shown = new StringBuilder();
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            append(shown, out.flip().toString());
            out.clear();
            for (int i = 0; result.isError() && i < result.length(); i++) {
                shown.append(String.format(Locale.ROOT, "\\x%02X", in.get()));
            }
        }
        return quoted(shown);
    }

    /** Formats a text. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        append(shown, text.substring(0, Math.min(text.length(), MOST + 1)));
        return quoted(shown);
    }

    /** Formats bytes as text, without the quotes. */
    static String unquoted(byte[] bytes) {
        String quoted = of(bytes);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String quoted(StringBuilder shown) {
        if (shown.length() <= MOST) {
            return '"' + shown.toString() + '"';
        }
        int end = Character.isHighSurrogate(shown.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return '"' + shown.substring(0, end) + "...\"";
    }

    private static void append(StringBuilder shown, String text) {
        text.codePoints().forEach(letter -> {
            if (letter == '"' || letter == '\\') {
                shown.append('\\').appendCodePoint(letter);
            } else if (isVisible(letter)) {
                shown.appendCodePoint(letter);
            } else {
                shown.append(String.format(Locale.ROOT, letter > 0xffff ? "\\u{%X}" : "\\u%04X", letter));
            }
        });
    }

    private static boolean isVisible(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            case Character.SPACE_SEPARATOR -> letter == ' ';
            default -> true;
        };
    }
}
