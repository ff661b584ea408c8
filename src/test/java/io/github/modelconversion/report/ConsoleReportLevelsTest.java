package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.report.LogLine.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleReportLevelsTest {

    private static List<LogLine> notInfo(boolean onlyWarn, ComparisonFixture fixture) {
        return new ConsoleReport(onlyWarn, REPORT_FILE)
                .render(fixture.report()).stream()
                        .filter(line -> line.level() != Level.INFO)
                        .toList();
    }

    private static LogLine result(boolean onlyWarn, ComparisonFixture fixture) {
        return new ConsoleReport(onlyWarn, REPORT_FILE)
                .render(fixture.report()).stream()
                        .filter(line -> line.text().startsWith("Result "))
                        .findFirst()
                        .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areAllInfoForAComparisonThatPasses(boolean onlyWarn) {
        assertThat(notInfo(onlyWarn, passing())).isEmpty();
        assertThat(result(onlyWarn, passing()))
                .isEqualTo(new LogLine(Level.INFO, "Result              PASS: NMSE 1.500000e-05 < 0.01 (default)"));
    }

    @Test
    void isErrorForAComparisonThatFails() {
        assertThat(result(false, failing()))
                .isEqualTo(new LogLine(Level.ERROR, "Result              FAIL: NMSE 5.000000e-02 >= 0.01 (default)"));
    }

    @Test
    void isWarningForAComparisonThatFailsWhereOnlyAWarningIsWanted() {
        assertThat(result(true, failing()))
                .isEqualTo(new LogLine(
                        Level.WARNING,
                        "Result              FAIL: NMSE 5.000000e-02 >= 0.01 (default)"
                                + " (only a warning: failOnViolation is false)"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isErrorWhereNothingCouldBeCompared(boolean onlyWarn) {
        ComparisonFixture fixture =
                passing().withoutTestFile().withFinding(Code.UNUSABLE_INPUT, Severity.WARNING, "it is torn");

        assertThat(notInfo(onlyWarn, fixture))
                .containsExactly(
                        new LogLine(Level.WARNING, "Finding             UNUSABLE_INPUT: it is torn"),
                        new LogLine(
                                Level.ERROR,
                                "Result              NOT MEASURED: NMSE not measured, limit 0.01 (default)"));
    }

    @ParameterizedTest
    @CsvSource({"false, ERROR", "true, WARNING"})
    void ofAFindingFollowHowMuchItMatters(boolean onlyWarn, Level failure) {
        ComparisonFixture fixture = passing()
                .withFinding(Code.CONSTANT_REFERENCE, Severity.FAIL, "constant")
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "text")
                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "masked");

        assertThat(new ConsoleReport(onlyWarn, REPORT_FILE).render(fixture.report()))
                .contains(
                        new LogLine(failure, "Finding             CONSTANT_REFERENCE: constant"),
                        new LogLine(Level.WARNING, "Finding             LOSSY_TEXT: text"),
                        new LogLine(Level.INFO, "Finding             MASKED_ENTRIES: masked"));
        assertThat(result(onlyWarn, fixture).level()).isEqualTo(failure);
    }
}
