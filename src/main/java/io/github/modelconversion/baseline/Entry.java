package io.github.modelconversion.baseline;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.measurement.Better;
import io.github.modelconversion.result.measurement.Metric;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one comparison was worth.
 *
 * @param reference what it was compared with
 * @param metrics the metrics that were measured, as they are recorded
 */
record Entry(Reference reference, Map<Metric, BigDecimal> metrics) {

    /** Copies the metrics. */
    Entry {
        Map<Metric, BigDecimal> copy = new EnumMap<>(Metric.class);
        copy.putAll(metrics);
        metrics = Collections.unmodifiableMap(copy);
    }

    /** Returns what is recorded of a comparison; empty where nothing was measured that could be held to. */
    static Optional<Entry> of(Comparison comparison) {
        Map<Metric, BigDecimal> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            comparison.metrics().value(metric).ifPresent(value -> metrics.put(metric, Recorded.of(metric, value)));
        }
        return comparison
                .reference()
                .content()
                .map(content -> new Entry(Reference.of(content), metrics))
                .filter(Entry::judges);
    }

    /** Returns this entry with its metrics as they are recorded: people may have written more digits. */
    Entry rounded() {
        Map<Metric, BigDecimal> rounded = new EnumMap<>(Metric.class);
        metrics.forEach((metric, value) -> rounded.put(metric, Recorded.of(metric, value)));
        return new Entry(reference, rounded);
    }

    /** Returns whether a metric is among these that says which conversion is better. */
    boolean judges() {
        return metrics.keySet().stream().anyMatch(metric -> metric.better() != Better.NEITHER);
    }
}
