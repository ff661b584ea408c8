package io.github.modelconversion.logits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .txt}: one decimal number a line, or {@code index: number} with the indices 0, 1, 2 …; also
 * {@code nan}, {@code inf} and {@code infinity} with a sign, in any case.
 *
 * <p>How many values there are is known only after the last line, so opening reads the file once and checks every line.
 * The values of a file with few lines are kept from there; those of a longer one are read line after line again.
 */
final class TextFile implements LogitsFile {

    /** The values of so many lines are kept: 2 MB, one row of every vocabulary that is in use. */
    static final int MOST_KEPT = 1 << 18;

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final double[] NONE = {};

    private final Path file;
    private final Source source;
    private final double[] kept;

    private TextFile(Path file, Source source, double[] kept) {
        this.file = file;
        this.source = source;
        this.kept = kept;
    }

    static LogitsFile open(Path file, String name) throws IOException {
        long count = 0;
        double[] kept = new double[FIRST_CAPACITY];
        try (TextLines lines = new TextLines(file, name)) {
            while (lines.next()) {
                if (count == kept.length && count < MOST_KEPT) {
                    kept = Arrays.copyOf(kept, 2 * kept.length);
                }
                if (count < kept.length) {
                    kept[(int) count] = lines.value();
                }
                count++;
            }
        }
        if (count == 0) {
            throw new UnusableInputException(
                    name, "expected one number a line, found an empty file", "Run the tool that writes it again");
        }
        return new TextFile(file, new Source(name, Format.TEXT, Shape.flat(count)), count <= MOST_KEPT ? kept : NONE);
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public boolean isSequential() {
        return true;
    }

    @Override
    public ValueReader reader() {
        return kept == NONE ? new InOrder() : new Kept();
    }

    @Override
    public void close() {
        // Each reader has the file open for itself.
    }

    /** Reads the values that were kept. */
    private final class Kept implements ValueReader {

        @Override
        public void read(long first, double[] values, int count) {
            System.arraycopy(kept, (int) first, values, 0, count);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
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
