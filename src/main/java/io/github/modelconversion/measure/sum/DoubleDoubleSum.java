package io.github.modelconversion.measure.sum;

/** A sum accumulated in double-double. Not safe for use by several threads. */
public final class DoubleDoubleSum {

    private double high;
    private double low;

    public void clear() {
        high = 0;
        low = 0;
    }

    void add(DoubleDouble term) {
        add(term.high(), term.low());
    }

    public void add(double term) {
        add(term, 0);
    }

    public void combine(DoubleDoubleSum other) {
        add(other.high, other.low);
    }

    /** Adds a term as {@link DoubleDouble#plus} does, but without objects: C2 takes seconds to remove those of many additions. */
    private void add(double termHigh, double termLow) {
        double sum = high + termHigh;
        double rest = DoubleDouble.roundingOfSum(high, termHigh, sum) + (low + termLow);
        high = sum + rest;
        low = rest - (high - sum);
    }

    /** Returns the sum divided by a number of terms, rounded once. */
    public double mean(long terms) {
        return value().dividedBy(DoubleDouble.of((double) terms)).value();
    }

    public DoubleDouble value() {
        return new DoubleDouble(high, low);
    }
}
