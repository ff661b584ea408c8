package io.github.modelconversion.input.text;

import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.Closeable;
import java.io.IOException;

/**
 * The numbers of a text file in order, each checked when consumed. A line is a row: one number, {@code index: number}, or
 * several numbers with one kind of separator, the same count in every line.
 */
final class TextLines implements Closeable {

    private static final int LONGEST_NUMBER = 256;

    /** Number of bytes read ahead: a number that is one too long, or what a message shows. */
    private static final int AHEAD = LONGEST_NUMBER + 2;

    private static final String REMEDY = "Run the tool that writes it again, or use the .bin file";

    private final String name;
    private final TextBuffer text;
    private final DecimalCommas commas = new DecimalCommas();
    private boolean indexed;
    private int separator = ' ';
    private long lines;
    private long column;
    private long width;
    private long number;
    private double value;

    TextLines(InputBytes input) throws IOException {
        this.name = input.name();
        this.text = new TextBuffer(input.stream());
        try {
            skipByteOrderMark();
        } catch (IOException unreadable) {
            text.close();
            throw unreadable;
        }
    }

    private void skipByteOrderMark() throws IOException {
        text.require(AHEAD);
        int first = text.at(0);
        int second = text.at(1);
        if (first == 0xef && second == 0xbb && text.at(2) == 0xbf) {
            text.take(3);
        } else if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
            throw new UnusableInputException(
                    name,
                    "expected text in UTF-8 or ASCII, found UTF-16",
                    "Write it as ASCII, in PowerShell with Out-File -Encoding ascii");
        }
    }

    /** Returns the number of numbers consumed so far. */
    long number() {
        return number;
    }

    /** Returns the number of lines consumed completely. */
    long lines() {
        return lines;
    }

    /** Returns the count of numbers per line. */
    long width() {
        return width;
    }

    /** Returns the number consumed last. */
    double value() {
        return value;
    }

    /** Consumes the next number; returns false at the end of the file. */
    boolean next() throws IOException {
        text.require(AHEAD);
        if (column == 0 && text.at(0) == TextBuffer.END) {
            requirePoints();
            return false;
        }
        int from = skipBlanks(0);
        int to = numberEnd(from, column == 0);
        int after = skipBlanks(to);
        if (column == 0) {
            boolean hasIndex = text.at(after) == ':';
            if (number == 0) {
                indexed = hasIndex;
            }
            if (indexed != hasIndex) {
                throw lineProblem(
                        indexed ? "'index: number' as in the lines before" : "a number as in the lines before");
            }
        }
        if (indexed) {
            takeIndexed(from, to, after + 1);
        } else {
            takeOneOfRow(from, to, after);
        }
        number++;
        return true;
    }

    private void takeIndexed(int from, int to, int afterColon) throws UnusableInputException {
        if (!isIndex(from, to)) {
            throw lineProblem("index " + lines);
        }
        int first = skipBlanks(afterColon);
        int lineEnd = first;
        while (lineEnd <= LONGEST_NUMBER && text.at(lineEnd) != '\n' && text.at(lineEnd) != TextBuffer.END) {
            lineEnd++;
        }
        requireMore(lineEnd);
        int last = lineEnd;
        while (last > first && isBlank(text.at(last - 1))) {
            last--;
        }
        value = parse(first, last);
        endLine(lineEnd);
    }

    private void takeOneOfRow(int from, int to, int after) throws UnusableInputException {
        value = parse(from, to);
        commas.see(column, text, from, to);
        int next = text.at(after);
        if (next == '\n') {
            endLine(after);
            return;
        }
        requireMore(after);
        boolean separated = next == ',' || next == ';';
        int found = separated ? next : ' ';
        if (!separated && after == to) {
            throw problem("a number", from, after + 1);
        }
        if (lines == 0 && column == 0) {
            separator = found;
        }
        column++;
        if (lines > 0 && column == width) {
            throw unequal("more");
        }
        if (found != separator) {
            throw new UnusableInputException(
                    name,
                    "expected one kind of separator, found both " + words(separator) + " and " + words(found)
                            + " in line " + (lines + 1),
                    "Write numbers with a decimal point, and the same separator between all of them");
        }
        text.take(separated ? after + 1 : after);
    }

    private static String words(int separator) {
        return separator == ' ' ? "blanks" : "'" + (char) separator + "'";
    }

    private void endLine(int lineEnd) throws UnusableInputException {
        column++;
        if (lines == 0) {
            width = column;
        } else if (column != width) {
            throw unequal(String.valueOf(column));
        }
        column = 0;
        lines++;
        text.take(lineEnd + 1);
    }

    private double parse(int from, int to) throws UnusableInputException {
        try {
            double parsed = text.number(from, to);
            // The names of infinite values end with a letter, so digits mean overflow.
            if (Double.isInfinite(parsed) && text.at(to - 1) <= '9') {
                throw problem("a number that a double can hold", from, to);
            }
            return parsed;
        } catch (NumberFormatException notANumber) {
            throw problem("a number or 'index: number'", from, to);
        }
    }

    private boolean isIndex(int from, int to) {
        long index = 0;
        boolean valid = from < to && to - from <= 18;
        for (int i = from; i < to && valid; i++) {
            valid = text.at(i) >= '0' && text.at(i) <= '9';
            index = 10 * index + text.at(i) - '0';
        }
        return valid && index == lines;
    }

    /** Returns the end of the number or index that begins at a position. */
    private int numberEnd(int from, boolean firstOfLine) throws UnusableInputException {
        int to = text.afterDigits(from);
        while (to <= LONGEST_NUMBER && !endsNumber(text.at(to), firstOfLine)) {
            to++;
        }
        requireMore(to);
        return to;
    }

    private static boolean endsNumber(int character, boolean firstOfLine) {
        return character <= ' '
                ? isBlank(character) || character == '\n' || character == TextBuffer.END
                : character == ',' || character == ';' || (character == ':' && firstOfLine);
    }

    private int skipBlanks(int from) throws UnusableInputException {
        int place = from;
        while (place <= LONGEST_NUMBER && isBlank(text.at(place))) {
            place++;
        }
        requireMore(place);
        return place;
    }

    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    /** Checks that the file does not end at a position and that a number before it is not absurdly long. */
    private void requireMore(int place) throws UnusableInputException {
        if (place > LONGEST_NUMBER) {
            throw problem("at most " + LONGEST_NUMBER + " characters", 0, place);
        }
        if (text.at(place) == TextBuffer.END) {
            throw problem("a line end, since the last line may have been cut", 0, place);
        }
    }

    private void requirePoints() throws UnusableInputException {
        if (width == 2 && separator == ',' && commas.areLikely()) {
            throw new UnusableInputException(
                    name,
                    "expected numbers with a decimal point, found two whole numbers in each line: likely one with a"
                            + " decimal comma",
                    "Write it with a decimal point");
        }
    }

    private UnusableInputException unequal(String found) {
        return new UnusableInputException(
                name,
                "expected " + width + (width == 1 ? " number" : " numbers") + " in line " + (lines + 1)
                        + " as in the lines before, found " + found,
                "A line is a row: write as many numbers in each");
    }

    private UnusableInputException lineProblem(String expected) {
        return unusable(expected, "", text.line());
    }

    private UnusableInputException problem(String expected, int from, int to) {
        return column == 0
                ? lineProblem(expected)
                : unusable(expected, ", number " + (column + 1), text.shown(from, to));
    }

    private UnusableInputException unusable(String expected, String place, String found) {
        boolean header = number == 0 && found.matches("[#\"'A-Za-z_].*") && !found.contains(":");
        return new UnusableInputException(
                name,
                "expected " + expected + " in line " + (lines + 1) + place + ", found '" + found + "'",
                header ? "Remove the header line, or use the .bin file" : REMEDY);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
