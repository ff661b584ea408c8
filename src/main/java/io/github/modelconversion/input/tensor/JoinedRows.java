package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several files of equal width, one file after the other. A reader has one of the files open at a time, so any
 * number of files can be joined. Closing it does nothing.
 */
public final class JoinedRows implements LogitsFile {

    private final Source source;
    private final List<Part> parts;
    private final long[] starts;
    private final boolean sequential;

    /**
     * The rows of one file.
     *
     * @param tensor the tensor that holds them
     * @param positions number of rows
     * @param width number of values in a row of the file; at least that of the joined rows
     */
    public record Part(Tensor tensor, long positions, long width) {

        long count() {
            return positions * width;
        }
    }

    private JoinedRows(Source source, List<Part> parts, boolean sequential) {
        this.source = source;
        this.parts = parts;
        this.sequential = sequential;
        long width = source.shape().width();
        starts = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = starts[i] + parts.get(i).positions() * width;
        }
    }

    /**
     * Joins files.
     *
     * @param name the name of all files in messages
     * @param width number of values to keep of each row
     * @param parts the files, at least one
     * @throws IOException if a file can no longer be opened, or holds another number of values
     */
    public static JoinedRows of(String name, long width, List<Part> parts) throws IOException {
        boolean sequential = false;
        Source first = null;
        long positions = 0;
        for (Part part : parts) {
            try (LogitsFile file = part.tensor().open()) {
                Source found = file.source();
                first = first == null ? found : first;
                sequential |= file.isSequential();
                if (found.shape().count() != part.count()) {
                    throw new UnusableInputException(
                            found.file(),
                            "expected " + part.count() + " values as before, found "
                                    + found.shape().count(),
                            "Do not change the outputs while they are compared");
                }
            }
            positions = Math.addExact(positions, part.positions());
        }
        if (first == null) {
            throw new IllegalArgumentException("no files");
        }
        return new JoinedRows(
                new Source(name, first.format(), new Shape(List.of(positions, width))), List.copyOf(parts), sequential);
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public boolean isSequential() {
        return sequential;
    }

    @Override
    public ValueReader reader() {
        return new Reader();
    }

    @Override
    public void close() {
        // Each reader closes the file that it has opened.
    }

    /** Reads the files one by one. */
    private final class Reader implements ValueReader {

        private int number = -1;
        private @Nullable LogitsFile file;
        private @Nullable ValueReader values;
        private double[] some = {};

        @Override
        public void read(long first, double[] into, int count) throws IOException {
            int done = 0;
            while (done < count) {
                long next = first + done;
                int part = Arrays.binarySearch(starts, next);
                part = part < 0 ? -part - 2 : part;
                int now = (int) Math.min(count - done, starts[part + 1] - next);
                ValueReader reader = open(part);
                if (done == 0) {
                    reader.read(next - starts[part], into, now);
                } else {
                    some = some.length < now ? new double[count] : some;
                    reader.read(next - starts[part], some, now);
                    System.arraycopy(some, 0, into, done, now);
                }
                done += now;
            }
        }

        private ValueReader open(int part) throws IOException {
            if (part == number && values != null) {
                return values;
            }
            close();
            Part opened = parts.get(part);
            LogitsFile whole = opened.tensor().open();
            file = whole;
            boolean cut = opened.width() > source.shape().width();
            ValueReader reader =
                    (cut ? new CutRows(whole, opened.positions(), source.shape().width()) : whole).reader();
            values = reader;
            number = part;
            return reader;
        }

        @Override
        public void close() throws IOException {
            number = -1;
            ValueReader reader = values;
            LogitsFile whole = file;
            values = null;
            file = null;
            if (reader != null) {
                reader.close();
            }
            if (whole != null) {
                whole.close();
            }
        }
    }
}
