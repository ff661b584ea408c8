package io.github.modelconversion.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void isOnThePagesOfReportsAndParameters(ReportFormat format) throws IOException {
        String name = '`' + format.name().toLowerCase(Locale.ROOT) + '`';
        Path pages = Path.of("src", "site", "markdown");

        assertThat(Files.readString(pages.resolve("reports.md")))
                .contains("| " + name + " | `" + format.fileName("nmse-check") + "` |");
        assertThat(Files.readString(pages.resolve("parameters.md"))).contains(name);
    }
}
