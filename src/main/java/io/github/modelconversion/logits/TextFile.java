package io.github.modelconversion.logits;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .txt}: one decimal number a line, or {@code index: number} with the indices 0, 1, 2 …; also
 * {@code nan}, {@code inf} and {@code infinity} with a sign, in any case.
 *
 * <p>How many values there are is known only after the last line, so opening reads the file once and checks every line;
 * the values are then read line after line again.
 */
final class TextFile implements LogitsFile {

    private static final int LONGEST_LINE = 256;
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,18}");

    private final Path file;
    private final Source source;
    private @Nullable Lines lines;

    private TextFile(Path file, Source source) {
        this.file = file;
        this.source = source;
    }

    static LogitsFile open(Path file, String name) throws IOException {
        long count = 0;
        try (Lines lines = new Lines(file, name)) {
            while (lines.next()) {
                count++;
            }
        }
        if (count == 0) {
            throw new UnusableInputException(
                    name, "expected one number a line, found an empty file", "Run the tool that writes it again");
        }
        return new TextFile(file, new Source(name, Format.TEXT, Shape.flat(count)));
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public void read(long first, double[] values, int count) throws IOException {
        Lines from = linesAt(first);
        for (int i = 0; i < count; i++) {
            if (!from.next()) {
                throw new UnusableInputException(
                        source.file(),
                        "expected more values, found the end of the file after line " + from.number
                                + ": it was cut while it was read",
                        "Let nothing write the outputs while they are compared");
            }
            values[i] = from.value;
        }
    }

    private Lines linesAt(long first) throws IOException {
        Lines current = lines;
        if (current == null || current.number > first) {
            close();
            current = new Lines(file, source.file());
            lines = current;
        }
        while (current.number < first && current.next()) {
            // on to the first value that is wanted
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
            lines = null;
        }
    }

    /** The lines of the file, each checked when it is taken. */
    private static final class Lines implements AutoCloseable {

        private final String name;
        private final InputStream in;
        private final byte[] bytes = new byte[LONGEST_LINE];
        private boolean indexed;
        private long number;
        private double value;

        Lines(Path file, String name) throws IOException {
            this.name = name;
            this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        }

        /** Takes the next line; false at the end of the file. */
        boolean next() throws IOException {
            String line = nextLine();
            if (line == null) {
                return false;
            }
            int colon = line.indexOf(':');
            if (number == 0) {
                indexed = colon >= 0;
            }
            if (indexed != colon >= 0) {
                throw problem(
                        indexed ? "'index: number' as in the lines before" : "a number as in the lines before", line);
            }
            if (indexed && !isIndex(line.substring(0, colon).strip(), number)) {
                throw problem("index " + number, line);
            }
            value = parse(line.substring(colon + 1).strip(), line);
            number++;
            return true;
        }

        private static boolean isIndex(String text, long expected) {
            return INDEX.matcher(text).matches() && Long.parseLong(text) == expected;
        }

        private double parse(String text, String line) throws UnusableInputException {
            if (NUMBER.matcher(text).matches()) {
                double parsed = Double.parseDouble(text);
                if (Double.isInfinite(parsed)) {
                    throw problem("a number that a double can hold", line);
                }
                return parsed;
            }
            boolean signed = text.startsWith("-") || text.startsWith("+");
            double magnitude = switch (text.substring(signed ? 1 : 0).toLowerCase(Locale.ROOT)) {
                case "nan" -> Double.NaN;
                case "inf", "infinity" -> Double.POSITIVE_INFINITY;
                default -> throw problem("a number or 'index: number'", line);
            };
            return text.startsWith("-") ? -magnitude : magnitude;
        }

        /** Returns the next line without its end; null at the end of the file. */
        private @Nullable String nextLine() throws IOException {
            int length = 0;
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 && length == 0) {
                    return null;
                }
                if (next < 0) {
                    throw problem("a line end, since the last line may have been cut", text(length));
                }
                if (length == LONGEST_LINE) {
                    throw problem("at most " + LONGEST_LINE + " characters", text(32) + "...");
                }
                bytes[length++] = (byte) next;
            }
            return text(length).strip();
        }

        private String text(int length) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }

        private UnusableInputException problem(String expected, String found) {
            String shown = found.length() > 64 ? found.substring(0, 64) + "..." : found;
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
}
