package io.github.modelconversion.conversion.vocabulary;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The letters that stand for bytes in the tokens of GPT-2 and its successors. */
final class ByteLevel {

    private static final int FIRST_OF_OTHERS = 256;

    private ByteLevel() {}

    /** Returns the bytes that the letters of a text stand for; empty if a letter stands for none. */
    static Optional<byte[]> decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            int found = toByte(text.charAt(i));
            if (found < 0) {
                return Optional.empty();
            }
            bytes.write(found);
        }
        return Optional.of(bytes.toByteArray());
    }

    /** Visible Latin-1 letters stand for themselves; all other bytes are mapped, in order, to letters from U+0100 on. */
    private static int toByte(char letter) {
        if (standsForItself(letter)) {
            return letter;
        }
        int next = FIRST_OF_OTHERS;
        for (int value = 0; value < FIRST_OF_OTHERS; value++) {
            if (!standsForItself(value) && next++ == letter) {
                return value;
            }
        }
        return -1;
    }

    private static boolean standsForItself(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xa1 && value <= 0xff && value != 0xad);
    }
}
