package io.github.modelconversion.logits;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a text file, one after the other; each is checked when it is taken. */
final class TextLines implements Closeable {

    private static final int LONGEST_LINE = 256;
    private static final int SHOWN = 64;

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private boolean indexed;
    private long number;
    private double value;

    TextLines(Path file, String name) throws IOException {
        this.name = name;
        this.in = Files.newInputStream(file);
    }

    /** Returns how many lines have been taken. */
    long number() {
        return number;
    }

    /** Returns the value of the line that was taken last. */
    double value() {
        return value;
    }

    /** Takes the next line; false at the end of the file. */
    boolean next() throws IOException {
        int lineEnd = lineEnd();
        if (lineEnd < 0) {
            return false;
        }
        int colon = start;
        while (colon < lineEnd && buffer[colon] != ':') {
            colon++;
        }
        boolean hasIndex = colon < lineEnd;
        if (number == 0) {
            indexed = hasIndex;
        }
        if (indexed != hasIndex) {
            throw problem(
                    indexed ? "'index: number' as in the lines before" : "a number as in the lines before", lineEnd);
        }
        if (indexed && !isIndex(start, colon, number)) {
            throw problem("index " + number, lineEnd);
        }
        value = parse(indexed ? colon + 1 : start, lineEnd);
        start = lineEnd + 1;
        number++;
        return true;
    }

    private double parse(int from, int lineEnd) throws UnusableInputException {
        int first = firstOf(from, lineEnd);
        int last = endOf(first, lineEnd);
        try {
            double parsed = DecimalText.parse(buffer, first, last);
            // The names of the infinite values end with a letter.
            if (Double.isInfinite(parsed) && buffer[last - 1] <= '9') {
                throw problem("a number that a double can hold", lineEnd);
            }
            return parsed;
        } catch (NumberFormatException notANumber) {
            throw problem("a number or 'index: number'", lineEnd);
        }
    }

    private boolean isIndex(int from, int to, long expected) {
        int first = firstOf(from, to);
        int last = endOf(first, to);
        long index = 0;
        boolean valid = first < last && last - first <= 18;
        for (int i = first; i < last && valid; i++) {
            valid = buffer[i] >= '0' && buffer[i] <= '9';
            index = 10 * index + buffer[i] - '0';
        }
        return valid && index == expected;
    }

    /** Returns where what is not blank begins. */
    private int firstOf(int from, int to) {
        int first = from;
        while (first < to && isBlank(buffer[first])) {
            first++;
        }
        return first;
    }

    /** Returns where what is not blank ends, exclusive. */
    private int endOf(int from, int to) {
        int last = to;
        while (from < last && isBlank(buffer[last - 1])) {
            last--;
        }
        return last;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    /** Returns where the line that begins at {@code start} ends; -1 at the end of the file. */
    private int lineEnd() throws IOException {
        for (int at = start; ; at++) {
            if (at - start > LONGEST_LINE) {
                throw problem("at most " + LONGEST_LINE + " characters", at);
            }
            if (at == end) {
                at -= start;
                boolean more = fill();
                if (!more && end == 0) {
                    return -1;
                }
                if (!more) {
                    throw problem("a line end, since the last line may have been cut", end);
                }
            }
            if (buffer[at] == '\n') {
                return at;
            }
        }
    }

    /** Moves the line that has begun to the front and reads on behind it; false at the end of the file. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    private UnusableInputException problem(String expected, int lineEnd) {
        String line = new String(buffer, start, lineEnd - start, StandardCharsets.ISO_8859_1).strip();
        String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
        return new UnusableInputException(
                name,
                "expected " + expected + " in line " + (number + 1) + ", found '" + shown.replaceAll("[^ -~]", "?")
                        + "'",
                "Run the tool that writes it again, or give the .bin file");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
