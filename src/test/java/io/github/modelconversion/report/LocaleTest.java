package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.REPORT_FILE;
import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.plot.PlotsFixture;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The output does not depend on the locale. */
class LocaleTest {

    private static final GateReport REPORT = new GateReport(
            List.of(
                    passing()
                            .withSources(
                                    ComparisonFixture.source(
                                            "a.npy", Format.of(Container.NPY, ElementType.FLOAT16), 4L, 128L),
                                    ComparisonFixture.source("b.txt", Format.TEXT, 512L))
                            .withLargestError(400)
                            .withPlots(PlotsFixture.all())
                            .comparison(),
                    failing()
                            .withFinding(
                                    Code.IDENTICAL_FILES, Severity.FAIL, "IDENTICAL: 512", Map.of("values", 512.25))
                            .comparison()),
            List.of());

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(usual);
    }

    private static String everything() {
        ReportContext context = new ReportContext("1.2.3", "INIT \u0130", false);
        return Stream.of(ReportFormat.values())
                        .map(format -> format.render(REPORT, context))
                        .collect(Collectors.joining())
                + new ConsoleReport(true, List.of(REPORT_FILE)).render(REPORT)
                + FailureMessage.of(REPORT, REPORT_FILE);
    }

    @Test
    void writesTheSameTwice() {
        assertThat(everything()).isEqualTo(everything());
    }

    /** Turkish has its own i, German a decimal comma; Arabic, Hindi and Thai have digits of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"tr", "ar-EG", "ar-EG-u-nu-arab", "de-DE", "hi-IN-u-nu-deva", "th-TH-u-nu-thai"})
    void writesTheSameInEveryLocale(String locale) {
        Locale.setDefault(Locale.ROOT);
        String expected = everything();
        Locale.setDefault(Locale.forLanguageTag(locale));

        assertThat(everything()).isEqualTo(expected);
    }
}
