package io.github.modelconversion.metric;

/** A sum that is held in double-double while it grows. Not safe for use by several threads. */
final class DoubleDoubleSum {

    private double high;
    private double low;

    void clear() {
        high = 0;
        low = 0;
    }

    void add(DoubleDouble term) {
        DoubleDouble sum = value().plus(term);
        high = sum.high();
        low = sum.low();
    }

    void add(double term) {
        add(DoubleDouble.of(term));
    }

    void combine(DoubleDoubleSum other) {
        add(other.value());
    }

    DoubleDouble value() {
        return new DoubleDouble(high, low);
    }
}
