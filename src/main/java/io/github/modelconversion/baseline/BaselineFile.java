package io.github.modelconversion.baseline;

import com.google.gson.stream.JsonWriter;
import io.github.modelconversion.metric.Metric;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
     * @throws BaselineException when it is no baseline
     * @throws IOException when it cannot be read
     */
    public static Baseline read(Path file, String name) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new BaselineException(
                    name, "$", "expected a file of at most " + MOST_BYTES + " bytes, found " + bytes + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException foreign) {
            throw new BaselineException(name, "$", "expected text in UTF-8");
        }
        try (BaselineReader reader = new BaselineReader(new StringReader(text), name)) {
            return reader.read();
        }
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
