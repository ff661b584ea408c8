package io.github.modelconversion.text;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes names with the characters that are harmless in addresses and file names. */
public final class PercentEncoding {

    private static final String HARMLESS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private PercentEncoding() {}

    /**
     * Returns a text with each byte of its UTF-8 form that is neither a letter, a digit, {@code -} nor {@code _} as a percent
     * sign and two hexadecimal digits; different texts stay different.
     *
     * @param also more characters to keep, in ASCII
     */
    public static String of(String text, String also) {
        StringBuilder encoded = new StringBuilder();
        for (byte character : text.getBytes(StandardCharsets.UTF_8)) {
            if (HARMLESS.indexOf(character) >= 0 || also.indexOf(character) >= 0) {
                encoded.append((char) character);
            } else {
                encoded.append('%').append(HexFormat.of().toHexDigits(character));
            }
        }
        return encoded.toString();
    }
}
