package io.github.modelconversion.input.text;

import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .txt}: one decimal number per line, {@code index: number} with the indices 0, 1, 2 …, or a row of numbers per
 * line; also {@code nan}, {@code inf} and {@code infinity} with a sign, in any case.
 *
 * <p>The number of values is known only after the last line, so opening reads the file once and checks every line. The
 * values of a short file are kept; those of a longer one are read again.
 */
public final class TextFile implements LogitsFile {

    /** Most values kept: 2 MB, one row of every vocabulary in use. */
    public static final int MOST_KEPT = 1 << 18;

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final double[] NONE = {};

    private final InputBytes input;
    private final Source source;
    private final double[] kept;

    private TextFile(InputBytes input, Source source, double[] kept) {
        this.input = input;
        this.source = source;
        this.kept = kept;
    }

    public static LogitsFile open(InputBytes input) throws IOException {
        String name = input.name();
        long count = 0;
        double[] kept = new double[FIRST_CAPACITY];
        Shape shape = Shape.flat(1);
        try (TextLines lines = new TextLines(input)) {
            while (lines.next()) {
                if (count == kept.length && count < MOST_KEPT) {
                    kept = Arrays.copyOf(kept, 2 * kept.length);
                }
                if (count < kept.length) {
                    kept[(int) count] = lines.value();
                }
                count++;
            }
            if (count == 0) {
                throw new UnusableInputException(
                        name, "expected one number per line, found an empty file", "Run the tool that writes it again");
            }
            shape = lines.width() == 1 ? Shape.flat(count) : new Shape(List.of(lines.lines(), lines.width()));
        }
        return new TextFile(input, new Source(name, Format.TEXT, shape), count <= MOST_KEPT ? kept : NONE);
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
        // Each reader opens the file itself.
    }

    /** Reads the kept values. */
    private final class Kept implements ValueReader {

        @Override
        public void read(long first, double[] values, int count) {
            System.arraycopy(kept, (int) first, values, 0, count);
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }

    /** Reads forward from the last value read and starts over to go back. */
    private final class InOrder implements ValueReader {

        private @Nullable TextLines lines;

        @Override
        public void read(long first, double[] values, int count) throws IOException {
            TextLines from = linesAt(first);
            for (int i = 0; i < count; i++) {
                if (!from.next()) {
                    throw new UnusableInputException(
                            source.file(),
                            "expected more values, found the end of the file after line " + from.lines()
                                    + ": it was truncated while it was read",
                            "Do not write to the files while they are compared");
                }
                values[i] = from.value();
            }
        }

        private TextLines linesAt(long first) throws IOException {
            TextLines current = lines;
            if (current == null || current.number() > first) {
                close();
                current = new TextLines(input);
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
