package io.github.modelconversion.report.json;

import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.report.text.ConversionFixture;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas of the reports. {@link JsonReportReaderTest} validates every report that it writes. */
class SchemasTest {

    private static final ReportContext CONTEXT = new ReportContext(
            "1.2.3",
            "tiny default",
            Optional.of(new ReportContext.Project("org.example", "tiny")),
            Optional.of("default"),
            false);

    @ParameterizedTest
    @ValueSource(strings = {Schemas.COMPARISONS, Schemas.CONVERSIONS})
    void schemasAreValid(String name) {
        assertThat(Schemas.problems(name)).isEmpty();
        assertThat(Schemas.fields(name)).contains("schemaVersion", "summary", "verdict", "findings");
    }

    @Test
    void reportsOfConversionsAreValid() {
        for (ReportContext context : List.of(CONTEXT, ConversionFixture.ONLY_WARNS)) {
            Schemas.assertValid(
                    Schemas.CONVERSIONS,
                    ConversionJson.render(
                            ConversionFixture.report(
                                    ConversionFixture.right(),
                                    ConversionFixture.wrong("METADATA_DIFFERS"),
                                    ConversionFixture.withValues(),
                                    ConversionFixture.sampled(),
                                    ConversionFixture.unknown()),
                            context));
        }
    }

    @Test
    void aReportThatCombinesOthersIsValid() {
        GateReport all = new GateReport(
                List.of(passing().comparison()),
                List.of(ConversionFixture.wrong("METADATA_DIFFERS").checked()),
                List.of(),
                List.of());

        Schemas.assertValid(Schemas.COMPARISONS, JsonReport.render(all, CONTEXT));
    }

    @ParameterizedTest
    @CsvSource({
        "\"passed\": 1, \"passed\": -1",
        "\"id\": \"stories260K-f16:data\", \"id\": \"a b\"",
        "\"kind\": \"LOGITS\", \"kind\": \"logits\"",
        "\"bound\": \"MAX\", \"bound\": null",
        "\"nmse\": 1.5E-5, \"nmse\": \"1.5E-5\"",
        "\"groupId\", \"group\"",
        "\"skipped\": [], \"skippedToo\": []",
        "\"nmseDb\": -48, \"more\": 0; \"nmseDb\": -48"
    })
    void otherReportsAreInvalid(String written, String changed) {
        String report = JsonReport.render(passing().report(), CONTEXT);
        assertThat(report).contains(written);

        assertThatThrownBy(() ->
                        Schemas.assertValid(Schemas.COMPARISONS, report.replace(written, changed.replace(';', ','))))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource({"nmse-check, report", "conversion-check, conversion-check"})
    void everyFieldIsDocumented(String name, String page) throws IOException {
        String text = Files.readString(Path.of("src", "site", "markdown", page + ".md"))
                + Files.readString(Path.of("src", "site", "markdown", "report.md"));

        assertThat(Schemas.fields(name))
                .hasSizeGreaterThan(30)
                .allSatisfy(field -> assertThat(text).containsPattern("[`\"]" + field + "[`\"]"));
    }
}
