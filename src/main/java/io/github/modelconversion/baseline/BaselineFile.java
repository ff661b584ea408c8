package io.github.modelconversion.baseline;

import com.google.gson.stream.JsonWriter;
import io.github.modelconversion.json.JsonException;
import io.github.modelconversion.json.JsonValue;
import io.github.modelconversion.metric.Metric;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;

/** A baseline as text: JSON, sorted, one metric a line, so that a difference of two versions can be read. */
public final class BaselineFile {

    static final int SCHEMA_VERSION = 1;

    /** A comparison takes about 1 KB. */
    static final long MOST_BYTES = 1 << 24;

    private BaselineFile() {}

    /**
     * Reads a baseline.
     *
     * @param file where it lies
     * @param name its name in messages
     * @throws JsonException when it is no baseline
     * @throws IOException when it cannot be read
     */
    public static Baseline read(Path file, String name) throws IOException {
        return BaselineReader.read(JsonValue.read(file, name, MOST_BYTES));
    }

    /** Returns a baseline as text, with a line end at its end. */
    public static String render(Baseline baseline) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject();
            json.name("schemaVersion").value(SCHEMA_VERSION);
            json.name("comparisons").beginArray();
            for (Map.Entry<Identity, Entry> entry : baseline.entries().entrySet()) {
                write(json, entry.getKey(), entry.getValue());
            }
            json.endArray();
            json.endObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text + "\n";
    }

    private static void write(JsonWriter json, Identity identity, Entry entry) throws IOException {
        json.beginObject();
        json.name("data").value(identity.dataDirectory().orElse(null));
        json.name("test").value(identity.test());
        json.name("tensor").value(identity.tensor().orElse(null));
        json.name("kind").value(identity.kind().name());
        json.name("reference").beginObject();
        json.name("crc32c").value(entry.reference().crc32c());
        json.name("bytes").value(entry.reference().bytes());
        json.name("tokensCrc32c").value(entry.reference().tokensCrc32c().orElse(null));
        json.endObject();
        json.name("metrics").beginObject();
        for (Map.Entry<Metric, BigDecimal> metric : entry.metrics().entrySet()) {
            json.name(metric.getKey().key()).jsonValue(Recorded.text(metric.getValue()));
        }
        json.endObject();
        json.endObject();
    }
}
