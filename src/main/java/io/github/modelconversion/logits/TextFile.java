package io.github.modelconversion.logits;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .txt}: one decimal number a line, or {@code index: number} with the indices 0, 1, 2 …; also
 * {@code nan}, {@code inf} and {@code infinity} with a sign, in any case.
 *
 * <p>How many values there are is known only after the last line, so opening reads the file once and checks every line;
 * the values are then read line after line again.
 */
final class TextFile implements LogitsFile {

    private final Path file;
    private final Source source;

    private TextFile(Path file, Source source) {
        this.file = file;
        this.source = source;
    }

    static LogitsFile open(Path file, String name) throws IOException {
        long count = 0;
        try (TextLines lines = new TextLines(file, name)) {
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
    public ValueReader reader() {
        return new InOrder();
    }

    @Override
    public void close() {
        // Each reader has the file open for itself.
    }

    /** Reads on from the last value read; to go back it begins anew. */
    private final class InOrder implements ValueReader {

        private @Nullable TextLines lines;

        @Override
        public void read(long first, double[] values, int count) throws IOException {
            TextLines from = linesAt(first);
            for (int i = 0; i < count; i++) {
                if (!from.next()) {
                    throw new UnusableInputException(
                            source.file(),
                            "expected more values, found the end of the file after line " + from.number()
                                    + ": it was cut while it was read",
                            "Let nothing write the outputs while they are compared");
                }
                values[i] = from.value();
            }
        }

        private TextLines linesAt(long first) throws IOException {
            TextLines current = lines;
            if (current == null || current.number() > first) {
                close();
                current = new TextLines(file, source.file());
                lines = current;
            }
            while (current.number() < first && current.next()) {
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
    }
}
