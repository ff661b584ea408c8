package io.github.modelconversion.baseline;

import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.store.RecordCodec;
import io.github.modelconversion.store.RecordTypes;
import java.io.IOException;
import java.nio.file.Path;

/** Reads and writes baselines as JSON, sorted and with one metric per line, so that diffs are readable. */
public final class BaselineFile {

    /** Largest file in bytes; a comparison takes about 1 KB. */
    static final long MOST_BYTES = 1 << 24;

    private static final RecordCodec<Baseline> CODEC = new RecordCodec<>(
            Baseline.class,
            BaselineDocument.SCHEMA_VERSION,
            new RecordTypes()
                    .as(Baseline.class, BaselineDocument.class, BaselineDocument::of)
                    .naming(Metric.class, Metric::key)
                    .inline(BaselineDocument.Recording.class, "identity", "entry")
                    .naming(Identity.class, "dataDirectory", "data"));

    private BaselineFile() {}

    /**
     * Reads a baseline.
     *
     * @param file the file
     * @param name its name in messages
     * @throws JsonException if it is not a baseline
     * @throws IOException if it cannot be read
     */
    public static Baseline read(Path file, String name) throws IOException {
        return CODEC.read(JsonValue.read(file, name, MOST_BYTES));
    }

    /** Returns a baseline as text, terminated by a line end. */
    public static String render(Baseline baseline) {
        return CODEC.write(baseline);
    }
}
