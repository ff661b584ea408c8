package io.github.modelconversion.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    private static final double CLOSE = 1e-9;

    private static List<Double> numbers(String words) {
        return Stream.of(words.split(" ")).map(Double::valueOf).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 30, 10, 100",
        "10, 30, 15, 150",
        "10, 30, 30, 300",
        "-4, 12, 0, 150",
        "-1.7e308, 1.7e308, 0, 200",
        "-1.7e308, 1.7e308, 1.7e308, 300"
    })
    void equalDifferencesAreEquallyLong(double from, double to, double value, double place) {
        assertThat(Axis.linear(from, to, 100, 300).at(value)).isCloseTo(place, within(CLOSE));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1000, 10, 300",
        "10, 1000, 100, 200",
        "10, 1000, 1000, 100",
        "1e-3, 0.1, 0.01, 200",
        "1e-300, 1e300, 1, 200",
    })
    void equalFactorsAreEquallyLong(double from, double to, double value, double place) {
        assertThat(Axis.logarithmic(from, to, 300, 100).at(value)).isCloseTo(place, within(CLOSE));
    }

    /** A step is the smallest 1, 2 or 5 times a power of ten that does not give too many ticks. */
    @ParameterizedTest
    @CsvSource({
        "0, 8, 8, 0 1 2 3 4 5 6 7 8",
        "0, 9, 8, 0 2 4 6 8",
        "0, 16, 8, 0 2 4 6 8 10 12 14 16",
        "0, 40, 8, 0 5 10 15 20 25 30 35 40",
        "0, 60, 8, 0 10 20 30 40 50 60",
        "-0.875, 0.625, 8, -0.8 -0.6 -0.4 -0.2 0 0.2 0.4 0.6",
        "102, 107, 5, 102 103 104 105 106 107",
        "-1.5e308, 1.5e308, 4, -1e308 0 1e308"
    })
    void ticksAreMultiplesOfARoundStep(double from, double to, int most, String ticks) {
        assertThat(Axis.linear(from, to, 0, 1).ticks(most)).isEqualTo(numbers(ticks));
    }

    /** A decade has ticks at 1, 2 and 5, at 1 and 3, at 1, or none: as many as fit. */
    @ParameterizedTest
    @CsvSource({
        "1, 10, 8, 1 2 5 10",
        "100, 1000, 8, 100 200 500 1000",
        "1, 100, 8, 1 2 5 10 20 50 100",
        "1, 1000, 9, 1 2 5 10 20 50 100 200 500 1000",
        "1, 1000, 8, 1 3 10 30 100 300 1000",
        "1, 1e4, 8, 1 3 10 30 100 300 1000 3000 1e4",
        "100, 1e5, 8, 100 300 1000 3000 1e4 3e4 1e5",
        "3e-4, 0.02, 8, 3e-4 1e-3 3e-3 0.01",
        "1, 1e5, 8, 1 10 100 1000 1e4 1e5",
        "1, 1e8, 8, 1 10 100 1000 1e4 1e5 1e6 1e7 1e8",
        "1, 1e9, 8, 1 100 1e4 1e6 1e8",
        "1e-4, 1e5, 8, 1e-4 0.01 1 100 1e4",
        "1e-17, 1, 8, 1e-15 1e-12 1e-9 1e-6 1e-3 1",
        "1e-16, 1, 8, 1e-16 1e-14 1e-12 1e-10 1e-8 1e-6 1e-4 0.01 1"
    })
    void ticksOfALogarithmicAxisAreAsRoundAsFits(double from, double to, int most, String ticks) {
        assertThat(Axis.logarithmic(from, to, 0, 1).ticks(most)).isEqualTo(numbers(ticks));
    }

    /** A label is seven units wide per character. */
    @ParameterizedTest
    @CsvSource({
        "0, 8, 200, '0 1 2 3 4 5 6 7 8'",
        "0, 8, 80, '0 2 4 6 8'",
        "0, 8, 30, '0 5'",
        "100000, 100008, 200, '100000 100002 100004 100006 100008'",
        "100000, 100008, 40, '100000'"
    })
    void labelsDoNotOverlap(double from, double to, double length, String ticks) {
        assertThat(Axis.linear(from, to, 0, length).labeled(8)).isEqualTo(numbers(ticks));
    }
}
