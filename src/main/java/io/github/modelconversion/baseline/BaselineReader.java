package io.github.modelconversion.baseline;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.Better;
import io.github.modelconversion.metric.Metric;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a baseline strictly: people edit such files, and what is misread would judge by a wrong number. */
final class BaselineReader implements Closeable {

    private static final Pattern CRC = Pattern.compile("[0-9a-f]{8}");

    /** A divergence of coded log-probabilities can come out a little below 0. */
    private static final double LOWEST_DIVERGENCE = -1e-3;

    private final JsonReader json;
    private final String file;

    BaselineReader(Reader text, String file) {
        this.json = new JsonReader(text);
        this.json.setStrictness(Strictness.STRICT);
        this.file = file;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    Baseline read() throws IOException {
        try {
            return readAll();
        } catch (MalformedJsonException | EOFException broken) {
            throw problem("expected JSON as nmse-baseline writes it, found: " + firstLine(broken));
        }
    }

    private Baseline readAll() throws IOException {
        Map<Identity, Entry> entries = new TreeMap<>();
        Fields fields = new Fields("schemaVersion", "comparisons");
        while (fields.hasNext()) {
            if (fields.next().equals("schemaVersion")) {
                double version = number();
                if (version != BaselineFile.SCHEMA_VERSION) {
                    throw problem("expected schemaVersion " + BaselineFile.SCHEMA_VERSION + ", found " + version
                            + ": another version of the plugin wrote it");
                }
            } else {
                expect(JsonToken.BEGIN_ARRAY);
                json.beginArray();
                while (json.hasNext()) {
                    readComparison(entries);
                }
                json.endArray();
            }
        }
        fields.end();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw problem("expected nothing more");
        }
        return new Baseline(entries);
    }

    private void readComparison(Map<Identity, Entry> entries) throws IOException {
        String path = json.getPath();
        @Nullable String data = null;
        String test = "";
        @Nullable String tensor = null;
        OutputKind kind = OutputKind.LOGITS;
        Reference reference = new Reference("", 0, Optional.empty());
        Map<Metric, BigDecimal> metrics = Map.of();
        Fields fields = new Fields("data", "test", "tensor", "kind", "reference", "metrics");
        while (fields.hasNext()) {
            switch (fields.next()) {
                case "data" -> data = textOrNull();
                case "test" -> test = text();
                case "tensor" -> tensor = textOrNull();
                case "kind" -> kind = kind();
                case "reference" -> reference = reference();
                default -> metrics = metrics();
            }
        }
        fields.end();
        Identity identity = new Identity(Optional.ofNullable(data), test, Optional.ofNullable(tensor), kind);
        Entry entry = new Entry(reference, metrics);
        if (!entry.judges()) {
            throw new BaselineException(
                    file, path, "expected a metric that can be worse, such as nmse, for " + identity.name());
        }
        if (entries.put(identity, entry) != null) {
            throw new BaselineException(file, path, "expected one entry for " + identity.name() + ", found two");
        }
    }

    private OutputKind kind() throws IOException {
        String name = text();
        return Arrays.stream(OutputKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        problem("expected one of " + Arrays.toString(OutputKind.values()) + ", found '" + name + "'"));
    }

    private Reference reference() throws IOException {
        String crc32c = "";
        long bytes = 0;
        Optional<String> tokensCrc32c = Optional.empty();
        Fields fields = new Fields("crc32c", "bytes", "tokensCrc32c");
        while (fields.hasNext()) {
            switch (fields.next()) {
                case "crc32c" -> crc32c = checksum(text());
                case "bytes" -> bytes = count();
                default -> {
                    String tokens = textOrNull();
                    tokensCrc32c = tokens == null ? Optional.empty() : Optional.of(checksum(tokens));
                }
            }
        }
        fields.end();
        return new Reference(crc32c, bytes, tokensCrc32c);
    }

    private String checksum(String text) throws BaselineException {
        if (!CRC.matcher(text).matches()) {
            throw problem("expected eight hexadecimal digits, found '" + text + "'");
        }
        return text;
    }

    private long count() throws IOException {
        double number = number();
        if (number != Math.rint(number) || number < 0 || number >= 0x1p53) {
            throw problem("expected a number of bytes, found " + number);
        }
        return (long) number;
    }

    private Map<Metric, BigDecimal> metrics() throws IOException {
        Map<Metric, BigDecimal> metrics = new EnumMap<>(Metric.class);
        expect(JsonToken.BEGIN_OBJECT);
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            Metric metric = Arrays.stream(Metric.values())
                    .filter(known -> known.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> problem("expected the name of a metric, found '" + key + "'; known are "
                            + Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.joining(", "))));
            double value = number();
            if (!isPossible(metric, value)) {
                throw problem("expected a possible " + metric.label() + ", found " + value);
            }
            if (metrics.put(metric, Recorded.of(metric, value)) != null) {
                throw problem("expected '" + key + "' once, found it twice");
            }
        }
        json.endObject();
        return metrics;
    }

    private static boolean isPossible(Metric metric, double value) {
        return switch (metric) {
            case TOP1_AGREEMENT, TOP10_OVERLAP -> value >= 0 && value <= 1;
            case COSINE_SIMILARITY, LOWEST_COSINE_SIMILARITY -> value >= -1 && value <= 1;
            case MEAN_KL_DIVERGENCE, MEDIAN_KL_DIVERGENCE, P99_KL_DIVERGENCE, MAX_KL_DIVERGENCE ->
                value >= LOWEST_DIVERGENCE;
            default -> metric.better() == Better.NEITHER || value >= 0;
        };
    }

    private String text() throws IOException {
        expect(JsonToken.STRING);
        return json.nextString();
    }

    private @Nullable String textOrNull() throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return null;
        }
        return text();
    }

    private double number() throws IOException {
        expect(JsonToken.NUMBER);
        double number = Double.parseDouble(json.nextString());
        if (!Double.isFinite(number)) {
            throw problem("expected a number that a double can hold");
        }
        return number;
    }

    private void expect(JsonToken token) throws IOException {
        JsonToken found = json.peek();
        if (found != token) {
            throw problem("expected " + words(token) + ", found " + words(found));
        }
    }

    private static String words(JsonToken token) {
        return switch (token) {
            case BEGIN_ARRAY -> "a list";
            case BEGIN_OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case NAME, END_ARRAY, END_OBJECT, END_DOCUMENT -> "the end";
        };
    }

    private BaselineException problem(String problem) {
        return new BaselineException(file, json.getPath(), problem);
    }

    /** Gson's messages go on with an address that says nothing here. */
    private static String firstLine(Exception broken) {
        return String.valueOf(broken.getMessage()).lines().findFirst().orElse("nothing");
    }

    /** An object that has each of its fields once, and no others. */
    private final class Fields {

        private final Set<String> missing;
        private final Set<String> known;

        Fields(String... names) throws IOException {
            known = Set.of(names);
            missing = new HashSet<>(known);
            expect(JsonToken.BEGIN_OBJECT);
            json.beginObject();
        }

        boolean hasNext() throws IOException {
            return json.hasNext();
        }

        String next() throws IOException {
            String name = json.nextName();
            if (!known.contains(name)) {
                throw problem("expected one of " + sorted(known) + ", found '" + name + "'");
            }
            if (!missing.remove(name)) {
                throw problem("expected '" + name + "' once, found it twice");
            }
            return name;
        }

        void end() throws IOException {
            if (!missing.isEmpty()) {
                throw problem("expected " + sorted(missing) + ", found none of it");
            }
            json.endObject();
        }

        private String sorted(Set<String> names) {
            return names.stream().sorted().collect(Collectors.joining(", "));
        }
    }
}
