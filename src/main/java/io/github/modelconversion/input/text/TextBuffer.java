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

    /** Creates the window at the beginning of a stream, which it closes. */
    TextBuffer(InputStream in) {
        this.in = in;
    }

    /** Returns the byte at a position, which must be far smaller than the window; {@link #END} after the last byte. */
    int at(int place) throws IOException {
        if (start + place >= end && !fill(place)) {
            return END;
        }
        return bytes[start + place];
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
    String line() throws IOException {
        int to = 0;
        while (to <= 2 * MOST_SHOWN && at(to) != END && at(to) != '\n') {
            to++;
        }
        return shown(0, to);
    }

    /**
     * Moves the unconsumed bytes to the front and reads until the position is filled; returns false if the file ends before.
     */
    private boolean fill(int place) throws IOException {
        System.arraycopy(bytes, start, bytes, 0, end - start);
        end -= start;
        start = 0;
        while (end <= place) {
            int read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
