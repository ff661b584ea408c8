package io.github.modelconversion.result.measurement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The metrics of one comparison.
 *
 * @param values the unrounded value of each metric; empty if it was not measured or is not finite
 */
public record Metrics(Map<Metric, OptionalDouble> values) {

    private static final Metrics NONE = new Metrics(Map.of());

    /** Copies the values; metrics without one are empty. */
    public Metrics {
        Map<Metric, OptionalDouble> copy = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            copy.put(metric, values.getOrDefault(metric, OptionalDouble.empty()));
        }
        values = Collections.unmodifiableMap(copy);
    }

    /** Returns no metrics. */
    public static Metrics none() {
        return NONE;
    }

    /** Returns the given metrics without those that are NaN or infinite. */
    public static Metrics of(Map<Metric, Double> values) {
        Map<Metric, OptionalDouble> finite = new EnumMap<>(Metric.class);
        for (Map.Entry<Metric, Double> metric : values.entrySet()) {
            if (Double.isFinite(metric.getValue())) {
                finite.put(metric.getKey(), OptionalDouble.of(metric.getValue()));
            }
        }
        return new Metrics(finite);
    }

    /** Returns these metrics together with others. */
    Metrics and(Metrics others) {
        List<Metric> present = new ArrayList<>();
        for (Map.Entry<Metric, OptionalDouble> metric : others.values.entrySet()) {
            if (metric.getValue().isPresent()) {
                present.add(metric.getKey());
            }
        }
        return with(others, present);
    }

    /** Returns these metrics with some replaced by those of others; ones that the others lack become absent. */
    Metrics with(Metrics others, List<Metric> some) {
        Map<Metric, OptionalDouble> changed = new EnumMap<>(values);
        for (Metric metric : some) {
            changed.put(metric, others.value(metric));
        }
        return new Metrics(changed);
    }

    /** Returns the unrounded value of a metric; empty if it was not measured or is not finite. */
    public OptionalDouble value(Metric metric) {
        return values.getOrDefault(metric, OptionalDouble.empty());
    }
}
