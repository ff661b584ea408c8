package io.github.modelconversion.result.measurement;

/** The percentiles that llama-perplexity prints, from the largest to the smallest figure. */
public enum Percentile {
    MAXIMUM("maximum", 1),
    P999("p999", 0.999),
    P99("p99", 0.99),
    P95("p95", 0.95),
    P90("p90", 0.90),
    P75("p75", 0.75),
    MEDIAN("median", 0.50),
    P25("p25", 0.25),
    P10("p10", 0.10),
    P5("p5", 0.05),
    P1("p1", 0.01),
    P01("p01", 0.001),
    MINIMUM("minimum", 0);

    private final String key;
    private final double share;

    Percentile(String key, double share) {
        this.key = key;
        this.share = share;
    }

    /** Returns the name of this percentile in reports. */
    public String key() {
        return key;
    }

    /**
     * Returns this percentile of numbers, interpolated linearly between two of them like in llama-perplexity.
     *
     * @param sorted the numbers in ascending order, at least one
     */
    double of(double[] sorted) {
        return Distribution.percentile(sorted, sorted.length, share);
    }
}
