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
        DoubleDouble sum = value().plus(term);
        high = sum.high();
        low = sum.low();
    }

    public void add(double term) {
        add(DoubleDouble.of(term));
    }

    public void combine(DoubleDoubleSum other) {
        add(other.value());
    }

    /** Returns the sum divided by a number of terms, rounded once. */
    public double mean(long terms) {
        return value().dividedBy(DoubleDouble.of((double) terms)).value();
    }

    public DoubleDouble value() {
        return new DoubleDouble(high, low);
    }
}
