package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.metric.Metric;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one line that says how a comparison ended and why. */
class ResultLineTest {

    private static String line(String label, ComparisonFixture fixture) {
        return line(label, fixture.report());
    }

    private static String line(String label, GateReport report) {
        return new ConsoleReport(false, REPORT_FILE)
                .render(report).stream()
                        .map(LogLine::text)
                        .filter(text -> text.startsWith(label + " "))
                        .findFirst()
                        .orElseThrow()
                        .substring(20);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.01, PASS, 0.000000e+00, < 0.01",
        "0.00999999996, 0.01, PASS, 9.99999996e-03, < 0.01",
        "0.01, 0.01, FAIL, 1.000000e-02, >= 0.01",
        "0.010000000000000002, 0.01, FAIL, 1.0000000000000002e-02, >= 0.01",
        "0.0100000000001, 0.01, FAIL, 1.00000000001e-02, >= 0.01",
        "2.5e-6, 1e-5, PASS, 2.500000e-06, < 1e-5",
        "14, 12.5, FAIL, 1.400000e+01, >= 12.5"
    })
    void printsAnNmseThatNeverContradictsItsLimit(
            double nmse, double limit, Verdict verdict, String printed, String relation) {
        ComparisonFixture fixture = passing()
                .withoutLimits()
                .withMetric(Metric.NMSE, nmse)
                .withLimit(Metric.NMSE, limit, Limit.Origin.CONFIGURATION);

        assertThat(line("Result", fixture)).isEqualTo(verdict + ": NMSE " + printed + " " + relation + " (configured)");
        assertThat(line("NMSE", fixture)).startsWith(printed + " (");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 perfect, 0.000000e+00",
        "4.9e-324, <1e-6 identical, 4.900000e-324",
        "9.999999999e-7, <1e-6 identical, 9.999999999e-07",
        "1e-6, <1e-4 excellent, 1.000000e-06",
        "9.99999999e-5, <1e-4 excellent, 9.99999999e-05",
        "1e-4, <1e-3 very good, 1.000000e-04",
        "9.99999999e-4, <1e-3 very good, 9.99999999e-04",
        "1e-3, <0.01 good, 1.000000e-03",
        "0.00999999999, <0.01 good, 9.99999999e-03",
        "1e-2, <0.1 acceptable, 1.000000e-02",
        "0.0999999999, <0.1 acceptable, 9.99999999e-02",
        "0.1, <1 poor, 1.000000e-01",
        "0.99999999999, <1 poor, 9.9999999999e-01",
        "1, very poor, 1.000000e+00"
    })
    void printsAnNmseThatNeverContradictsItsInterpretation(double nmse, String band, String printed) {
        ComparisonFixture fixture = passing().withMetric(Metric.NMSE, nmse);

        assertThat(line("NMSE", fixture)).startsWith(printed + " (");
        assertThat(line("Scale", fixture)).contains("[" + band + "]");
    }

    @Test
    void namesEveryLimitOfAComparisonThatPasses() {
        ComparisonFixture fixture = passing().withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.5, Limit.Origin.CONFIGURATION);

        assertThat(line("Result", fixture))
                .isEqualTo("PASS: NMSE 1.500000e-05 < 0.01 (default); largest absolute error 1.250000e-01 < 0.5"
                        + " (configured)");
    }

    @Test
    void namesOnlyTheLimitsThatWereNotKept() {
        ComparisonFixture fixture = passing()
                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.125, Limit.Origin.CONFIGURATION)
                .withLimit(Metric.MSE, 1e-6, Limit.Origin.CONFIGURATION);

        assertThat(line("Result", fixture))
                .isEqualTo("FAIL: largest absolute error 1.250000e-01 >= 0.125 (configured); MSE 3.000000e-04 >= 1e-6"
                        + " (configured)");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, PASS, 'PASS: mean absolute error 0.500000 >= 0.5'",
        "0.25, FAIL, 'FAIL: mean absolute error 0.250000 < 0.5'"
    })
    void saysThatALowerLimitIsKeptFromTheLimitOn(double measured, Verdict verdict, String expected) {
        Comparison comparison = passing().comparison();
        Limit limit = new Limit(Metric.MEAN_ABSOLUTE_ERROR, Limit.Bound.MIN, 0.5, Limit.Origin.DEFAULT);
        Comparison changed = new Comparison(
                comparison.kind(),
                comparison.dataDirectory(),
                comparison.reference(),
                comparison.test(),
                comparison.type(),
                comparison.usualNmse(),
                comparison.measurement(),
                comparison.statistics(),
                comparison.parts(),
                List.of(new LimitResult(limit, OptionalDouble.of(measured), verdict)),
                List.of());

        assertThat(line("Result", new GateReport(List.of(changed), List.of()))).isEqualTo(expected + " (default)");
    }

    @Test
    void namesTheFindingsThatFailBeforeTheLimit() {
        ComparisonFixture fixture = passing()
                .withFinding(Code.VARIANCE_DOMINATED, Severity.FAIL, "a sentinel")
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "text");

        assertThat(line("Result", fixture)).isEqualTo("FAIL: VARIANCE_DOMINATED; NMSE 1.500000e-05 < 0.01 (default)");
    }

    @Test
    void saysThatALimitWasNotMeasured() {
        assertThat(line("Result", failing().withoutMetrics()))
                .isEqualTo("NOT MEASURED: NMSE not measured, limit 0.01 (default)");
    }

    @Test
    void ofTheLimitsOfABaselineTheNearestStandsForAll() {
        ComparisonFixture fixture = passing()
                .withLimit(Metric.NMSE, 2e-5, Limit.Origin.BASELINE)
                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.126, Limit.Origin.BASELINE)
                .withLimit(Metric.MEAN_ABSOLUTE_ERROR, 1, Limit.Origin.BASELINE);

        assertThat(line("Result", fixture))
                .isEqualTo("PASS: NMSE 1.500000e-05 < 0.01 (default); largest absolute error 1.250000e-01 < 0.126"
                        + " (baseline) and 2 more");
    }

    @Test
    void ofTheBrokenLimitsOfABaselineTheFirstStandsForAll() {
        ComparisonFixture fixture = passing()
                .withLimit(Metric.NMSE, 1.4e-5, Limit.Origin.BASELINE)
                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.001, Limit.Origin.BASELINE)
                .withLimit(Metric.MEAN_ABSOLUTE_ERROR, 1, Limit.Origin.BASELINE);

        assertThat(line("Result", fixture)).isEqualTo("FAIL: NMSE 1.500000e-05 >= 1.4e-5 (baseline) and 1 more");
    }
}
