package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.text.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to coordinates in a plot.
 *
 * @param from the value at the axis' start
 * @param to the value at its end, above the one at its start
 * @param start the coordinate of its start
 * @param end the coordinate of its end
 * @param logarithmic whether the scale is logarithmic; values are then positive
 */
record Axis(double from, double to, double start, double end, boolean logarithmic) {

    static Axis linear(double from, double to, double start, double end) {
        return new Axis(from, to, start, end, false);
    }

    static Axis logarithmic(double from, double to, double start, double end) {
        return new Axis(from, to, start, end, true);
    }

    /** Returns the coordinate of a value. */
    double at(double value) {
        // Halving first avoids overflow.
        double part = logarithmic
                ? (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
                : (value / 2 - from / 2) / (to / 2 - from / 2);
        return start + part * (end - start);
    }

    /**
     * Returns round values along the axis, in ascending order.
     *
     * @param most approximate maximum number of values
     */
    List<Double> ticks(int most) {
        return logarithmic ? decades(most) : multiples(most);
    }

    /** Returns as many round values, at most {@code most}, as have room for their labels along a horizontal axis. */
    List<Double> labeled(int most) {
        for (int fewer = most; fewer > 0; fewer--) {
            List<Double> ticks = ticks(fewer);
            if (haveRoom(ticks)) {
                return ticks;
            }
        }
        return ticks(1).subList(0, 1);
    }

    private boolean haveRoom(List<Double> ticks) {
        double before = 0;
        for (int i = 0; i < ticks.size(); i++) {
            double width = Svg.widthOf(Figures.shortest(ticks.get(i)));
            double room = (before + width + Svg.WIDTH_OF_CHARACTER) / 2;
            if (i > 0 && at(ticks.get(i)) - at(ticks.get(i - 1)) < room) {
                return false;
            }
            before = width;
        }
        return true;
    }

    private List<Double> multiples(int most) {
        double least = (to / 2 - from / 2) / most * 2;
        BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(least)));
        for (int factor : new int[] {2, 5, 10}) {
            if (step.doubleValue() < least) {
                step = BigDecimal.valueOf(factor).scaleByPowerOfTen((int) Math.floor(Math.log10(least)));
            }
        }
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(from / step.doubleValue());
        long last = (long) Math.floor(to / step.doubleValue());
        for (long i = first; i <= last; i++) {
            ticks.add(step.multiply(BigDecimal.valueOf(i)).doubleValue());
        }
        return ticks;
    }

    private List<Double> decades(int most) {
        int first = (int) Math.floor(Math.log10(from));
        int last = (int) Math.ceil(Math.log10(to));
        int step = Math.max(1, (last - first + most - 1) / most);
        int[] digits = 2 * (last - first) > most
                ? new int[] {1}
                : 3 * (last - first) > most ? new int[] {1, 3} : new int[] {1, 2, 5};
        List<Double> ticks = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            for (int digit : digits) {
                double tick = Double.parseDouble(digit + "e" + exponent);
                if (Math.floorMod(exponent, step) == 0 && tick >= from && tick <= to) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
