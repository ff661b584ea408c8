package io.github.modelconversion.baseline;

import io.github.modelconversion.json.JsonException;
import io.github.modelconversion.json.JsonValue;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.Better;
import io.github.modelconversion.metric.Metric;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a baseline strictly: people edit such files, and what is misread would judge by a wrong number. */
final class BaselineReader {

    private static final Pattern CRC = Pattern.compile("[0-9a-f]{8}");

    /** A divergence of coded log-probabilities can come out a little below 0. */
    private static final double LOWEST_DIVERGENCE = -1e-3;

    private BaselineReader() {}

    static Baseline read(JsonValue file) throws JsonException {
        file.requireOnly("schemaVersion", "comparisons");
        JsonValue version = file.get("schemaVersion");
        if (version.number() != BaselineFile.SCHEMA_VERSION) {
            throw version.problem("expected schemaVersion " + BaselineFile.SCHEMA_VERSION + ", found "
                    + version.number() + ": another version of the plugin wrote it");
        }
        Map<Identity, Entry> entries = new TreeMap<>();
        for (JsonValue comparison : file.get("comparisons").items()) {
            comparison.requireOnly("data", "test", "tensor", "kind", "reference", "metrics");
            Identity identity = new Identity(
                    text(comparison.find("data")),
                    comparison.get("test").text(),
                    text(comparison.find("tensor")),
                    comparison.get("kind").constant(OutputKind.class));
            Entry entry = new Entry(reference(comparison.get("reference")), metrics(comparison.get("metrics")));
            if (!entry.judges()) {
                throw comparison.problem("expected a metric that can be worse, such as nmse, for " + identity.name());
            }
            if (entries.put(identity, entry) != null) {
                throw comparison.problem("expected one entry for " + identity.name() + ", found two");
            }
        }
        return new Baseline(entries);
    }

    private static Optional<String> text(Optional<JsonValue> value) throws JsonException {
        return value.isPresent() ? Optional.of(value.get().text()) : Optional.empty();
    }

    private static Reference reference(JsonValue reference) throws JsonException {
        reference.requireOnly("crc32c", "bytes", "tokensCrc32c");
        Optional<JsonValue> tokens = reference.find("tokensCrc32c");
        return new Reference(
                checksum(reference.get("crc32c")),
                reference.get("bytes").count(),
                tokens.isPresent() ? Optional.of(checksum(tokens.get())) : Optional.empty());
    }

    private static String checksum(JsonValue checksum) throws JsonException {
        String text = checksum.text();
        if (!CRC.matcher(text).matches()) {
            throw checksum.problem("expected eight hexadecimal digits, found '" + text + "'");
        }
        return text;
    }

    private static Map<Metric, BigDecimal> metrics(JsonValue object) throws JsonException {
        Map<Metric, BigDecimal> metrics = new EnumMap<>(Metric.class);
        for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
            JsonValue value = field.getValue();
            Metric metric = Metric.named(field.getKey())
                    .orElseThrow(() -> value.problem(
                            "expected the name of a metric, found '" + field.getKey() + "'; known are " + names()));
            if (!isPossible(metric, value.number())) {
                throw value.problem("expected a possible " + metric.label() + ", found " + value.number());
            }
            metrics.put(metric, Recorded.of(metric, value.number()));
        }
        return metrics;
    }

    private static String names() {
        return Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.joining(", "));
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
}
