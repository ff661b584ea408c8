package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.LogLine.Level;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleReportLevelsTest {

    private static List<LogLine> notInfo(boolean onlyWarn, ComparisonFixture fixture) {
        return new ConsoleReport(onlyWarn, List.of(REPORT_FILE))
                .render(fixture.report()).stream()
                        .filter(line -> line.level() != Level.INFO)
                        .toList();
    }

    private static LogLine result(boolean onlyWarn, ComparisonFixture fixture) {
        return new ConsoleReport(onlyWarn, List.of(REPORT_FILE))
                .render(fixture.report()).stream()
                        .filter(line -> isVerdict(line.text()))
                        .findFirst()
                        .orElseThrow();
    }

    private static boolean isVerdict(String line) {
        return line.startsWith("PASS") || line.startsWith("FAIL") || line.startsWith("NOT MEASURED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areAllInfoForAPassingComparison(boolean onlyWarn) {
        assertThat(notInfo(onlyWarn, passing())).isEmpty();
        assertThat(result(onlyWarn, passing()).level()).isEqualTo(Level.INFO);
    }

    @Test
    void isErrorForAFailingComparison() {
        assertThat(notInfo(false, failing()))
                .hasSize(2)
                .extracting(LogLine::level)
                .containsOnly(Level.ERROR);
    }

    @Test
    void isWarningForAFailingComparisonThatOnlyWarns() {
        LogLine line = result(true, failing());

        assertThat(line.level()).isEqualTo(Level.WARNING);
        assertThat(line.text()).startsWith("FAIL  ").endsWith(" (only a warning: failOnViolation is false)");
        assertThat(notInfo(true, failing())).extracting(LogLine::level).containsOnly(Level.WARNING);
    }

    /** Each error must be understandable by itself. */
    @Test
    void everyErrorNamesItsComparison() {
        ComparisonFixture fixture = failing();
        for (Code code : List.of(
                Code.TOKENS_DIFFER, Code.STALE_OUTPUT, Code.SHAPE_MISMATCH, Code.NON_FINITE_TEST, Code.TORN_TAIL)) {
            fixture = fixture.withFinding(code, Severity.FAIL, "it fails");
        }

        List<LogLine> errors = notInfo(false, fixture);
        assertThat(errors).hasSize(7);
        assertThat(errors).extracting(LogLine::level).containsOnly(Level.ERROR);
        assertThat(errors).extracting(LogLine::text).allMatch(line -> line.contains("stories260K-f16: "));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isErrorIfNothingCouldBeCompared(boolean onlyWarn) {
        ComparisonFixture fixture =
                passing().withoutTestFile().withFinding(Code.UNUSABLE_INPUT, Severity.WARNING, "it is torn");

        assertThat(notInfo(onlyWarn, fixture))
                .hasSize(3)
                .extracting(LogLine::level)
                .containsOnly(Level.ERROR);
    }

    /** Nothing fails, yet the build breaks: the warning with the reason becomes an error. */
    @ParameterizedTest
    @EnumSource(names = {"MISSING_FILE", "UNUSABLE_INPUT", "NO_LIMIT", "OUT_OF_RANGE"})
    void isErrorForTheReasonWhyAComparisonIsNotJudged(Code obstacle) {
        ComparisonFixture fixture = passing().withoutMetrics().withFinding(obstacle, Severity.WARNING, "it is so");

        assertThat(notInfo(false, fixture))
                .contains(new LogLine(Level.ERROR, "Cause  stories260K-f16: " + obstacle + ": it is so"));
    }

    @ParameterizedTest
    @CsvSource({"false, ERROR", "true, WARNING"})
    void ofAFindingFollowsItsSeverity(boolean onlyWarn, Level failure) {
        ComparisonFixture fixture = passing()
                .withFinding(Code.CONSTANT_REFERENCE, Severity.FAIL, "constant")
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "text")
                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "masked");

        assertThat(new ConsoleReport(onlyWarn, List.of(REPORT_FILE)).render(fixture.report()))
                .contains(
                        new LogLine(failure, "Cause  stories260K-f16: CONSTANT_REFERENCE: constant"),
                        new LogLine(Level.WARNING, "Finding             LOSSY_TEXT: text"),
                        new LogLine(Level.INFO, "Finding             MASKED_ENTRIES: masked"));
        assertThat(result(onlyWarn, fixture).level()).isEqualTo(failure);
    }
}
