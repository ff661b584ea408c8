package io.github.modelconversion.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.01",
        "1e-5, 1e-5",
        "1e-3, 1e-3",
        "12.5, 12.5",
        "1, 1",
        "0.1, 0.1",
        "1e10, 1e10",
        "0.5, 0.5",
        "0.015, 0.015",
        "1.5e-3, 0.0015",
        "1.5e-5, 1.5e-5",
        "2.25e-7, 2.25e-7",
        "100, 100",
        "0, 0",
        "-0.5, -0.5",
        "-12.5, -12.5",
        "-1e-7, -1e-7",
        "-8.99899e-6, -8.99899e-6",
        "-1e10, -1e10",
        "-1.25e200, -1.25e200",
        "1.7976931348623157e308, 1.7976931348623157e308"
    })
    void writesANumberExactlyInTheFewestCharacters(double value, String expected) {
        assertThat(Figures.shortest(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.01,
                1e-5,
                0.1 + 0.2,
                1.0 / 3,
                12345.678,
                1e22,
                4.9e-324,
                Double.MAX_VALUE,
                123456789,
                -1.0 / 3e9
            })
    void losesNothingInTheShortestForm(double value) {
        assertThat(Double.parseDouble(Figures.shortest(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000e+00",
        "1, 1.000000e+00",
        "1.5e-5, 1.500000e-05",
        "0.0123456789, 1.234568e-02",
        "123456789, 1.234568e+08",
        "-2.5e120, -2.500000e+120"
    })
    void writesSixDecimalsInScientificNotation(double value, String expected) {
        assertThat(Figures.scientific(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.005, 0.01, 5.000000e-03",
        "0.01, 0.01, 1.000000e-02",
        "0.00999999996, 0.01, 9.99999996e-03",
        "0.00999999949, 0.01, 9.999999e-03",
        "0.0099999995, 0.01, 9.9999995e-03",
        "0.01000000004, 0.01, 1.000000004e-02",
        "0.009999999999999998, 0.01, 9.999999999999998e-03",
        "0.010000000000000002, 0.01, 1.0000000000000002e-02",
        "0.01234567885, 0.0123456789, 1.234567885e-02",
        "0.1, 0.10000001, 1.000000e-01",
        "0.30000000000000004, 0.3, 3.0000000000000004e-01"
    })
    void writesMoreDecimalsIfSixWouldContradictABound(double value, double bound, String expected) {
        assertThat(Figures.scientific(value, bound)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "0.125, 0.125000",
        "-8.1234567, -8.123457",
        "1234567.5, 1234567.500000",
        "5e-7, 0.000001",
        "-5e-7, -0.000001",
        "4.9e-7, 4.900000e-07",
        "-4.9e-7, -4.900000e-07",
        "999999999999999, 999999999999999.000000",
        "1e15, 1.000000e+15",
        "-1e15, -1.000000e+15",
        "3.4028234663852886e38, 3.402823e+38"
    })
    void writesSixDecimalsAsLongAsADoubleHasThem(double value, String expected) {
        assertThat(Figures.decimal(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-48.23908740944319, -48.24 dB", "-20, -20.00 dB", "0, 0.00 dB", "3.0103, 3.01 dB"})
    void writesDecibelsWithTwoDecimals(double value, String expected) {
        assertThat(Figures.decibels(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.999401, 0.95, 0.999401",
        "1, 1, 1.000000",
        "0.9499999, 0.95, 0.9499999",
        "0.95, 0.95, 0.950000",
        "0.95000004, 0.95, 0.95000004",
        "0.9999999999999999, 1, 0.9999999999999999",
        "1e-16, 0, 0.0000000000000001",
        "1e-20, 0, 0.0000000000000000"
    })
    void givesADecimalEnoughDigitsToAgreeWithABound(double value, double bound, String expected) {
        assertThat(Figures.decimal(value, bound)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00 %", "1, 100.00 %", "0.785714, 78.57 %", "0.99999, 99.99 %", "0.00001, 0.01 %"})
    void says0Or100PercentOnlyIfExact(double share, String expected) {
        assertThat(Figures.percent(share)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "1, 100 %",
        "0.785714, 79 %",
        "0.5, 50 %",
        "0.999, 99 %",
        "0.001, 1 %",
        "0.01, 1 %",
        "0.014, 1 %"
    })
    void says0Or100WholePercentOnlyIfExact(double share, String expected) {
        assertThat(Figures.roundPercent(share)).isEqualTo(expected);
    }
}
