package io.github.modelconversion.baseline;

import io.github.modelconversion.result.measurement.Better;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.store.Document;
import io.github.modelconversion.store.InvalidFieldException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file representation of a baseline. */
record BaselineDocument(List<Recording> comparisons) implements Document<Baseline> {

    static final int SCHEMA_VERSION = 1;

    /** Lowest accepted divergence: that of encoded log-probabilities can be slightly below 0. */
    private static final double LOWEST_DIVERGENCE = -1e-3;

    /** The record of one comparison. */
    record Recording(Identity identity, Entry entry) {}

    static BaselineDocument of(Baseline baseline) {
        return new BaselineDocument(baseline.entries().entrySet().stream()
                .map(entry -> new Recording(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** Validates strictly: people edit such files, and a misread number would be used to judge. */
    @Override
    public Baseline content() {
        Map<Identity, Entry> entries = new TreeMap<>();
        for (int i = 0; i < comparisons.size(); i++) {
            String place = "comparisons[" + i + "]";
            Identity identity = comparisons.get(i).identity();
            Entry entry = comparisons.get(i).entry();
            entry.metrics().forEach((metric, value) -> {
                if (!isPossible(metric, value.doubleValue())) {
                    throw new InvalidFieldException(
                            place + ".metrics." + metric.key(), "a possible " + metric.label() + ", found " + value);
                }
            });
            if (!entry.judges()) {
                throw new InvalidFieldException(
                        place, "a metric that can be worse, such as nmse, for " + identity.name());
            }
            if (entries.put(identity, entry.rounded()) != null) {
                throw new InvalidFieldException(place, "one entry for " + identity.name() + ", found two");
            }
        }
        return new Baseline(entries);
    }

    private static boolean isPossible(Better better, double value) {
        return switch (better) {
            case LOWER -> value >= 0;
            case HIGHER -> value >= -1 && value <= 1;
            case NEITHER -> true;
        };
    }

    private static boolean isPossible(Metric metric, double value) {
        return switch (metric) {
            case TOP1_AGREEMENT, TOP10_OVERLAP -> value >= 0 && value <= 1;
            case MEAN_KL_DIVERGENCE, MEDIAN_KL_DIVERGENCE, P99_KL_DIVERGENCE, MAX_KL_DIVERGENCE ->
                value >= LOWEST_DIVERGENCE;
            default -> isPossible(metric.better(), value);
        };
    }
}
