package io.github.modelconversion.input.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A window that moves over the bytes of a text file. Positions in it count from the first byte not yet consumed. */
final class TextBuffer implements Closeable {

    /** Marks the end of the file. */
    static final int END = -1;

    private static final int MOST_SHOWN = 64;

    private final InputStream in;
    private final byte[] bytes = new byte[1 << 16];
    private int start;
    private int end;
    private boolean complete;

    /** Creates the window at the beginning of a stream, which it closes. */
    TextBuffer(InputStream in) {
        this.in = in;
    }

    /** Reads until a number of unconsumed bytes, far fewer than the window has, or the end of the file is in the window. */
    void require(int count) throws IOException {
        if (end - start < count && !complete) {
            fill(count);
        }
    }

    /** Returns the byte at a position, from 0 to 255; {@link #END} after the last byte that is required or in the file. */
    int at(int place) {
        int index = start + place;
        return index < end ? bytes[index] & 0xff : END;
    }

    /** Returns the position after the characters from {@code -} to {@code 9} at a position, nearly always those of a number. */
    int afterDigits(int from) {
        byte[] window = bytes;
        int index = start + from;
        while (index < end && window[index] >= '-' && window[index] <= '9') {
            index++;
        }
        return index - start;
    }

    /** Consumes the bytes before a position. */
    void take(int place) {
        start += place;
    }

    /** Returns the number between two positions. */
    double number(int from, int to) {
        return DecimalText.parse(bytes, start + from, start + to);
    }

    /** Returns the text between two positions, for messages. */
    String shown(int from, int to) {
        String text = new String(bytes, start + from, to - from, StandardCharsets.ISO_8859_1).strip();
        String cut = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
        return cut.replaceAll("[^ -~]", "?");
    }

    /** Returns the rest of the line, for messages. */
    String line() {
        int to = 0;
        while (to <= 2 * MOST_SHOWN && at(to) != END && at(to) != '\n') {
            to++;
        }
        return shown(0, to);
    }

    private void fill(int count) throws IOException {
        System.arraycopy(bytes, start, bytes, 0, end - start);
        end -= start;
        start = 0;
        while (end < count && !complete) {
            int read = in.read(bytes, end, bytes.length - end);
            complete = read < 0;
            end += Math.max(0, read);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
