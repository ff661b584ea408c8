package io.github.modelconversion.result.measurement;

import io.github.modelconversion.result.row.RowValues;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The distribution of per-row figures.
 *
 * @param figures the figure at each percentile, all of them
 */
public record Distribution(Map<Percentile, Double> figures) {

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if a percentile is missing; the message completes a sentence that starts with
     *     "expected"
     */
    public Distribution {
        Map<Percentile, Double> copy = new EnumMap<>(Percentile.class);
        for (Percentile percentile : Percentile.values()) {
            Double figure = figures.get(percentile);
            if (figure == null) {
                throw new IllegalArgumentException("all percentiles, found none for " + percentile.key());
            }
            copy.put(percentile, figure);
        }
        figures = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns the distribution of figures.
     *
     * @param rows at least one
     */
    public static Distribution of(RowValues rows) {
        double[] sorted = rows.copy();
        Arrays.sort(sorted);
        Map<Percentile, Double> figures = new EnumMap<>(Percentile.class);
        for (Percentile percentile : Percentile.values()) {
            figures.put(percentile, percentile.of(sorted));
        }
        return new Distribution(figures);
    }

    /** Returns the figure at a percentile. */
    public double at(Percentile percentile) {
        return Objects.requireNonNull(figures.get(percentile));
    }

    /** Interpolates linearly between the first {@code count} figures, which must be sorted; NaN if there are none. */
    public static double percentile(double[] sorted, int count, double part) {
        if (count == 0) {
            return Double.NaN;
        }
        double place = part * (count - 1);
        int below = (int) place;
        double share = place - below;
        return share == 0 ? sorted[below] : (1 - share) * sorted[below] + share * sorted[below + 1];
    }
}
