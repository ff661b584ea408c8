package io.github.modelconversion.input.tensor;

import io.github.modelconversion.result.output.Source;
import java.io.IOException;

/**
 * The natural logarithms of the probabilities in another file. A probability of 0 counts as the smallest float32, 2^-149; a
 * value that is not a probability becomes NaN. Closing it does not close that file.
 */
public final class Logarithms implements LogitsFile {

    /** Largest accepted probability: rounding may exceed 1. */
    private static final double HIGHEST = 1.001;

    private final LogitsFile probabilities;

    /** Takes the logarithms of a file's values. */
    public Logarithms(LogitsFile probabilities) {
        this.probabilities = probabilities;
    }

    @Override
    public Source source() {
        return probabilities.source();
    }

    @Override
    public boolean isSequential() {
        return probabilities.isSequential();
    }

    @Override
    public ValueReader reader() throws IOException {
        return new Reader(probabilities.reader());
    }

    @Override
    public void close() {
        // The file is closed by its owner.
    }

    private record Reader(ValueReader probabilities) implements ValueReader {

        @Override
        public void read(long first, double[] values, int count) throws IOException {
            probabilities.read(first, values, count);
            for (int i = 0; i < count; i++) {
                double value = values[i];
                values[i] =
                        value >= 0 && value <= HIGHEST ? StrictMath.log(Math.max(Float.MIN_VALUE, value)) : Double.NaN;
            }
        }

        @Override
        public void close() throws IOException {
            probabilities.close();
        }
    }
}
