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
 * The recorded result of one comparison.
 *
 * @param reference the reference of the comparison
 * @param metrics the measured metrics in recorded precision
 */
record Entry(Reference reference, Map<Metric, BigDecimal> metrics) {

    /** Copies the metrics. */
    Entry {
        Map<Metric, BigDecimal> copy = new EnumMap<>(Metric.class);
        copy.putAll(metrics);
        metrics = Collections.unmodifiableMap(copy);
    }

    /** Returns the entry for a comparison; empty if no metric was measured that a later run can be compared with. */
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

    /** Returns this entry with its metrics in recorded precision: people may have written more digits. */
    Entry rounded() {
        Map<Metric, BigDecimal> rounded = new EnumMap<>(Metric.class);
        metrics.forEach((metric, value) -> rounded.put(metric, Recorded.of(metric, value)));
        return new Entry(reference, rounded);
    }

    /** Returns whether any of the metrics tells which conversion is better. */
    boolean judges() {
        return metrics.keySet().stream().anyMatch(metric -> metric.better() != Better.NEITHER);
    }
}
