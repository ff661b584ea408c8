package io.github.modelconversion.measure;

import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.row.RowErrors;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads the sample of rows that the search for causes uses. */
public final class SampleReader {

    private SampleReader() {}

    /** Returns the rows, with NaN for those excluded from the figures; empty if they are too wide. */
    public static Optional<RowSample> read(LogitsFile reference, LogitsFile test, long width, RowErrors errors)
            throws IOException {
        long rows = reference.source().shape().count() / width;
        long[] positions = RowSample.positions(rows, width);
        return positions.length == 0
                ? Optional.empty()
                : Optional.of(new RowSample(
                        positions,
                        rows,
                        (int) width,
                        values(reference, positions, (int) width, errors),
                        values(test, positions, (int) width, errors)));
    }

    private static double[] values(LogitsFile file, long[] positions, int width, RowErrors errors) throws IOException {
        double[] values = new double[positions.length * width];
        double[] row = new double[width];
        try (ValueReader reader = file.reader()) {
            for (int i = 0; i < positions.length; i++) {
                reader.read(positions[i] * width, row, width);
                if (errors.isLeftOut((int) positions[i])) {
                    Arrays.fill(row, Double.NaN);
                }
                System.arraycopy(row, 0, values, i * width, width);
            }
        }
        return values;
    }
}
