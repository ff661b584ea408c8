package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines that say how a comparison ended and by how much. */
class ResultLineTest {

    private static String line(String label, ComparisonFixture fixture) {
        return line(label, fixture.report());
    }

    private static String line(String label, GateReport report) {
        return new ConsoleReport(false, List.of(REPORT_FILE))
                .render(report).stream()
                        .map(LogLine::text)
                        .filter(text -> text.startsWith(label + " "))
                        .findFirst()
                        .orElseThrow()
                        .substring(20);
    }

    private static String headline(ComparisonFixture fixture) {
        return lines(fixture.report()).get(0);
    }

    private static String fact(String label, ComparisonFixture fixture) {
        return lines(fixture.report()).stream()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .orElseThrow()
                .substring(label.length() + 1);
    }

    private static List<String> lines(GateReport report) {
        return new ConsoleReport(false, List.of(REPORT_FILE))
                .render(report).stream().map(LogLine::text).toList();
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

        assertThat(line("Limits", fixture)).isEqualTo("NMSE " + printed + " " + relation + " (configured)");
        assertThat(headline(fixture)).startsWith(verdict + "  stories260K-f16: NMSE ");
        assertThat(line("NMSE", fixture)).startsWith(printed + " (");
    }

    @ParameterizedTest
    @CsvSource({
        "0, Perfect match, 0.000000e+00",
        "4.9e-324, Essentially identical, 4.900000e-324",
        "9.999999999e-7, Essentially identical, 9.999999999e-07",
        "1e-6, Excellent match, 1.000000e-06",
        "9.99999999e-5, Excellent match, 9.99999999e-05",
        "1e-4, Very good match, 1.000000e-04",
        "9.99999999e-4, Very good match, 9.99999999e-04",
        "1e-3, Good match, 1.000000e-03",
        "0.00999999999, Good match, 9.99999999e-03",
        "1e-2, Acceptable match, 1.000000e-02",
        "0.0999999999, Acceptable match, 9.99999999e-02",
        "0.1, Poor match, 1.000000e-01",
        "0.99999999999, Poor match, 9.9999999999e-01",
        "1, Very poor match (worse than noise), 1.000000e+00"
    })
    void printsAnNmseThatNeverContradictsItsInterpretation(double nmse, String band, String printed) {
        ComparisonFixture fixture = passing().withMetric(Metric.NMSE, nmse);

        assertThat(line("NMSE", fixture)).startsWith(printed + " (");
        assertThat(fact("check-nmse.py says:", fixture)).isEqualTo(band);
    }

    @Test
    void namesTheTightestOfSeveralLimitsAndAllOfThemBelow() {
        ComparisonFixture fixture = passing().withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.5, Limit.Origin.CONFIGURATION);

        assertThat(headline(fixture))
                .isEqualTo(
                        "PASS  stories260K-f16: largest absolute error 0.125, 25 % of the limit 0.5 (configured); 1 more"
                                + " limit kept");
        assertThat(line("Limits", fixture))
                .isEqualTo(
                        "NMSE 1.500000e-05 < 0.01 (default); largest absolute error 1.250000e-01 < 0.5 (configured)");
    }

    @Test
    void namesTheLimitThatIsExceededMost() {
        ComparisonFixture fixture = passing()
                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.125, Limit.Origin.CONFIGURATION)
                .withLimit(Metric.MSE, 1e-6, Limit.Origin.CONFIGURATION);

        assertThat(headline(fixture))
                .isEqualTo("FAIL  stories260K-f16: MSE 3e-4, limit 1e-6 (configured): 300 times the limit; 1 more limit"
                        + " broken");
    }

    /** The printed margin to a limit never contradicts the verdict, however small it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.01 | NMSE 0, 0 % of the limit 0.01 (configured)",
                "0.00999999996 | 0.01 | NMSE 0.00999999996, 99 % of the limit 0.01 (configured)",
                "0.01 | 0.01 | NMSE 0.01, limit 0.01 (configured): it must be below",
                "0.010000000000000002 | 0.01 | NMSE 0.010000000000000002, limit 0.01 (configured): less than 1 % above the limit",
                "0.0105 | 0.01 | NMSE 0.0105, limit 0.01 (configured): 5 % above the limit",
                "0.0127 | 0.01 | NMSE 0.0127, limit 0.01 (configured): 1.3 times the limit",
                "0.2307383398793914 | 4.2e-6 | NMSE 0.231, limit 4.2e-6 (configured): 55,000 times the limit",
                "3e8 | 1e-4 | NMSE 3e8, limit 1e-4 (configured): 3e12 times the limit",
                "1e300 | 1e-300 | NMSE 1e300, limit 1e-300 (configured): countless times the limit"
            })
    void saysHowMuchOfTheLimitIsUsed(double nmse, double limit, String words) {
        ComparisonFixture fixture = passing()
                .withoutLimits()
                .withMetric(Metric.NMSE, nmse)
                .withLimit(Metric.NMSE, limit, Limit.Origin.CONFIGURATION);

        assertThat(headline(fixture)).endsWith(": " + words);
    }

    @ParameterizedTest
    @CsvSource({"0.5, PASS, >=", "0.25, FAIL, <"})
    void aValueEqualToALowerLimitKeepsIt(double measured, Verdict verdict, String relation) {
        Comparison comparison = passing().comparison();
        Limit limit = new Limit(Metric.MEAN_ABSOLUTE_ERROR, Limit.Bound.MIN, 0.5, Limit.Origin.DEFAULT);
        Comparison changed = new Comparison(
                new Subject(
                        comparison.kind(),
                        comparison.dataDirectory(),
                        comparison.reference(),
                        comparison.test(),
                        comparison.type()),
                comparison.usualNmse(),
                comparison.measurement(),
                comparison.statistics(),
                comparison.parts(),
                List.of(new LimitResult(limit, OptionalDouble.of(measured), verdict)),
                List.of());
        GateReport report = new GateReport(List.of(changed), List.of());

        assertThat(lines(report).get(0))
                .isEqualTo(verdict + "  stories260K-f16: mean absolute error " + measured + ", minimum 0.5 (default)");
        assertThat(line("Limits", report))
                .isEqualTo(String.format(Locale.ROOT, "mean absolute error %.6f %s 0.5 (default)", measured, relation));
    }

    @Test
    void namesTheFindingsThatFailBeforeTheLimit() {
        ComparisonFixture fixture = passing()
                .withFinding(Code.VARIANCE_DOMINATED, Severity.FAIL, "a sentinel")
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "text");

        assertThat(headline(fixture))
                .isEqualTo("FAIL  stories260K-f16: VARIANCE_DOMINATED, although NMSE 1.5e-5 is below the limit 0.01"
                        + " (default)");
    }

    @Test
    void saysThatALimitWasNotMeasured() {
        assertThat(headline(failing().withoutMetrics()))
                .isEqualTo("NOT MEASURED  stories260K-f16: NMSE not measured, limit 0.01 (default)");
    }

    @Test
    void theTightestLimitOfABaselineStandsForAll() {
        ComparisonFixture fixture = passing()
                .withLimit(Metric.NMSE, 2e-5, Limit.Origin.BASELINE)
                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.126, Limit.Origin.BASELINE)
                .withLimit(Metric.MEAN_ABSOLUTE_ERROR, 1, Limit.Origin.BASELINE);

        assertThat(line("Limits", fixture))
                .isEqualTo(
                        "NMSE 1.500000e-05 < 0.01 (default); largest absolute error 1.250000e-01 < 0.126 (baseline) and 2"
                                + " more");
        assertThat(headline(fixture)).contains("largest absolute error 0.125, 99 % of the limit 0.126 (baseline)");
    }

    @Test
    void theFirstBrokenLimitOfABaselineStandsForAll() {
        ComparisonFixture fixture = passing()
                .withLimit(Metric.NMSE, 1.4e-5, Limit.Origin.BASELINE)
                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.001, Limit.Origin.BASELINE)
                .withLimit(Metric.MEAN_ABSOLUTE_ERROR, 1, Limit.Origin.BASELINE);

        assertThat(line("Limits", fixture))
                .isEqualTo("NMSE 1.500000e-05 < 0.01 (default); NMSE 1.500000e-05 >= 1.4e-5 (baseline) and 2 more");
    }

    @Test
    void aConfiguredLimitTakesPrecedenceOverABaseline() {
        ComparisonFixture fixture = failing().withLimit(Metric.NMSE, 1.4e-5, Limit.Origin.BASELINE);

        assertThat(headline(fixture)).contains("limit 0.01 (default)").endsWith("; 1 more limit broken");
    }
}
