package io.github.modelconversion.result.measurement;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The metrics of one comparison. A metric that was not measured, or is not finite, is absent. Immutable. */
public final class Metrics {

    private static final Metrics NONE = new Metrics(Map.of());

    private final Map<Metric, Double> values;

    private Metrics(Map<Metric, Double> values) {
        this.values = values;
    }

    /** Returns no metrics. */
    public static Metrics none() {
        return NONE;
    }

    /** Returns the given metrics without those that are NaN or infinite. */
    public static Metrics of(Map<Metric, Double> values) {
        Map<Metric, Double> finite = new EnumMap<>(Metric.class);
        values.forEach((metric, value) -> {
            if (Double.isFinite(value)) {
                finite.put(metric, value);
            }
        });
        return new Metrics(finite);
    }

    /** Returns these metrics together with others. */
    Metrics and(Metrics others) {
        Map<Metric, Double> both = new EnumMap<>(Metric.class);
        both.putAll(values);
        both.putAll(others.values);
        return new Metrics(both);
    }

    /** Returns these metrics with some replaced by those of others; ones that the others lack become absent. */
    Metrics with(Metrics others, List<Metric> some) {
        Map<Metric, Double> changed = new EnumMap<>(Metric.class);
        changed.putAll(values);
        for (Metric metric : some) {
            changed.remove(metric);
            others.value(metric).ifPresent(value -> changed.put(metric, value));
        }
        return new Metrics(changed);
    }

    /** Returns the unrounded value of a metric; empty if it was not measured or is not finite. */
    public OptionalDouble value(Metric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
