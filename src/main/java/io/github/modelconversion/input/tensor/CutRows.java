package io.github.modelconversion.input.tensor;

import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.util.List;

/** The first values of every row of another file. Closing it does not close that file. */
public final class CutRows implements LogitsFile {

    private final LogitsFile whole;
    private final long wholeWidth;
    private final Source source;

    /**
     * Cuts the rows of a file.
     *
     * @param whole the file
     * @param positions number of rows of the file
     * @param width number of values to keep of each row; at most the row's length
     */
    public CutRows(LogitsFile whole, long positions, long width) {
        this.whole = whole;
        this.wholeWidth = whole.source().shape().count() / positions;
        this.source = new Source(whole.source().file(), whole.source().format(), new Shape(List.of(positions, width)));
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public boolean isSequential() {
        return whole.isSequential();
    }

    @Override
    public ValueReader reader() throws IOException {
        return new Reader(whole.reader(), wholeWidth, source.shape().width());
    }

    @Override
    public void close() {
        // The file is closed by its owner.
    }

    /** Reads row by row. */
    private static final class Reader implements ValueReader {

        private final ValueReader rows;
        private final long wholeWidth;
        private final long width;
        private double[] part = {};

        Reader(ValueReader rows, long wholeWidth, long width) {
            this.rows = rows;
            this.wholeWidth = wholeWidth;
            this.width = width;
        }

        @Override
        public void read(long first, double[] values, int count) throws IOException {
            if (part.length < count) {
                part = new double[count];
            }
            int done = 0;
            while (done < count) {
                long next = first + done;
                int now = (int) Math.min(count - done, width - next % width);
                rows.read(next / width * wholeWidth + next % width, part, now);
                System.arraycopy(part, 0, values, done, now);
                done += now;
            }
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
