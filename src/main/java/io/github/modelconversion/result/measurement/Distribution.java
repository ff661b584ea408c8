package io.github.modelconversion.result.measurement;

import io.github.modelconversion.result.row.RowValues;
import java.util.Arrays;

/**
 * The distribution of per-row figures: the percentiles that llama-perplexity prints, interpolated linearly between the
 * sorted figures like in that tool.
 *
 * @param maximum the largest
 * @param p999 the 99.9th percentile
 * @param p99 the 99th percentile
 * @param p95 the 95th percentile
 * @param p90 the 90th percentile
 * @param p75 the 75th percentile
 * @param median the 50th percentile
 * @param p25 the 25th percentile
 * @param p10 the 10th percentile
 * @param p5 the 5th percentile
 * @param p1 the 1st percentile
 * @param p01 the 0.1th percentile
 * @param minimum the smallest
 */
public record Distribution(
        double maximum,
        double p999,
        double p99,
        double p95,
        double p90,
        double p75,
        double median,
        double p25,
        double p10,
        double p5,
        double p1,
        double p01,
        double minimum) {

    /**
     * Returns the distribution of figures.
     *
     * @param rows at least one
     */
    public static Distribution of(RowValues rows) {
        double[] figures = rows.copy();
        int count = figures.length;
        Arrays.sort(figures);
        return new Distribution(
                figures[count - 1],
                percentile(figures, count, 0.999),
                percentile(figures, count, 0.99),
                percentile(figures, count, 0.95),
                percentile(figures, count, 0.90),
                percentile(figures, count, 0.75),
                percentile(figures, count, 0.50),
                percentile(figures, count, 0.25),
                percentile(figures, count, 0.10),
                percentile(figures, count, 0.05),
                percentile(figures, count, 0.01),
                percentile(figures, count, 0.001),
                figures[0]);
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
