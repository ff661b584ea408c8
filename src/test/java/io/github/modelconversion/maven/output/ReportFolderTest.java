package io.github.modelconversion.maven.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.conversion.reuse.CheckedInputs;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.ConversionFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFolderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "default-cli, default-cli",
        "check.Q4_K_M, check.Q4_K_M",
        "a/b, a%2fb",
        "../../up, %2e.%2f..%2fup",
        "., %2e",
        ".., %2e.",
        "a b, a%20b",
        "a%20b, a%2520b",
        "pr\u00fcfung, pr%c3%bcfung",
        "a\u2014, a%e2%80%94"
    })
    void anExecutionIdBecomesOneSafeFolderName(String id, String expected) {
        assertThat(ReportFolder.in(folder, id, "nmse-check").path(ReportFormat.JSON))
                .isEqualTo(folder.resolve(expected).resolve("nmse-check.json"));
    }

    @Test
    void writingReplacesTheEarlierReport() throws IOException, MojoExecutionException {
        ReportFolder report = ReportFolder.in(folder, "id", "nmse-check");
        report.write(ReportFormat.JSON, "one");
        report.write(ReportFormat.JSON, "two");

        assertThat(report.path(ReportFormat.JSON)).hasContent("two");
        try (var files = Files.list(report.path(ReportFormat.JSON).getParent())) {
            assertThat(files).containsExactly(report.path(ReportFormat.JSON));
        }
    }

    @Test
    void deletingTwiceIsHarmless() throws MojoExecutionException {
        ReportFolder report = ReportFolder.in(folder, "id", "nmse-check");
        report.write(ReportFormat.JSON, "one");
        report.write(ReportFormat.JUNIT, "of another run");
        report.write(List.of());
        assertThat(report.state()).isRegularFile();
        report.delete();
        report.delete();

        assertThat(report.directory()).isEmptyDirectory();
    }

    private ReportFolder withAResult() throws IOException, MojoExecutionException {
        ReportFolder report = ReportFolder.in(folder, "id", "conversion-check");
        report.write(ReportFormat.JSON, "{}");
        report.write(ReportFormat.MARKDOWN, "PASS");
        report.write(
                CheckedInputs.of("1.2.3", Map.of(), Files.createDirectories(folder.resolve("original")), List.of()),
                List.of(ConversionFixture.right()));
        return report;
    }

    @Test
    void aResultStaysUntilItIsDeleted() throws IOException, MojoExecutionException {
        ReportFolder report = withAResult();
        assertThat(report.earlier()).isPresent();

        report.delete();

        assertThat(report.earlier()).isEmpty();
        assertThat(report.directory()).isEmptyDirectory();
    }

    @Test
    void aResultWithoutItsReportsIsIgnored() throws IOException, MojoExecutionException {
        ReportFolder report = withAResult();
        Files.delete(report.path(ReportFormat.MARKDOWN));
        assertThat(report.earlier()).isEmpty();

        report = withAResult();
        report.write(ReportFormat.JSON, "[]");
        assertThat(report.earlier()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeCreatedIsAnErrorThatNamesTheParameter() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> ReportFolder.in(inTheWay, "id", "nmse-check").write(ReportFormat.JSON, "one"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith(
                        "Cannot write the report " + inTheWay.resolve("id").resolve("nmse-check.json"))
                .hasMessageEndingWith(
                        "Set 'reportDirectory' (-Dnmse.reportDirectory) to a folder that can be written.");
    }

    @Test
    void aReportThatCannotBeDeletedIsAnError() throws IOException {
        ReportFolder report = ReportFolder.in(folder, "id", "nmse-check");
        Files.createDirectories(report.path(ReportFormat.JSON).resolve("not-empty"));

        assertThat(report.delete())
                .get(InstanceOfAssertFactories.THROWABLE)
                .hasMessageStartingWith("Cannot delete the earlier report " + report.path(ReportFormat.JSON));
    }
}
