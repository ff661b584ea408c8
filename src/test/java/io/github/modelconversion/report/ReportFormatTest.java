package io.github.modelconversion.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFormatTest {

    @ParameterizedTest
    @CsvSource({
        "JSON, nmse-check.json",
        "JUNIT, TEST-nmse-check.xml",
        "MARKDOWN, nmse-check.md",
        "HTML, nmse-check.html",
        "OPENMETRICS, nmse-check.prom",
        "BENCHMARK, nmse-check.benchmark.json"
    })
    void hasAFileOfItsOwn(ReportFormat format, String file) {
        assertThat(format.fileName("nmse-check")).isEqualTo(file);
    }
}
