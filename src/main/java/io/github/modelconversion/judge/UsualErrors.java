package io.github.modelconversion.judge;

import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.UsualError.Range;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The usual errors of each type and the limits derived from them; {@code limits.md} states the rule. The table is generated
 * from measured figures, never typed in.
 */
public final class UsualErrors {

    private static final String TABLE = "usual-errors.csv";

    private record Row(OutputKind kind, String metric, UsualError error) {}

    private static final List<Row> ROWS = read();

    private UsualErrors() {}

    /** Returns the usual error; empty if none was measured. */
    public static Optional<UsualError> of(OutputKind kind, Quantization type, Metric metric) {
        return ROWS.stream()
                .filter(row -> row.kind == kind && row.error.type() == type && row.metric.equals(metric.key()))
                .map(Row::error)
                .findFirst();
    }

    private static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        try (InputStream table = UsualErrors.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.readLine(); // the names of the columns
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                rows.add(new Row(OutputKind.valueOf(fields[0]), fields[2], error(fields)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("the plugin's jar is damaged", impossible);
        }
        return List.copyOf(rows);
    }

    private static UsualError error(String[] fields) {
        return new UsualError(
                Quantization.valueOf(fields[1]),
                range(fields[3], fields[4]),
                fields[6].isEmpty() ? Optional.empty() : Optional.of(range(fields[6], fields[7])),
                Double.parseDouble(fields[5]));
    }

    private static Range range(String smallest, String largest) {
        return new Range(Double.parseDouble(smallest), Double.parseDouble(largest));
    }
}
