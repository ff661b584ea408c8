package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFileTest {

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
    void anExecutionIdIsOneSafeFolder(String id, String expected) {
        assertThat(ReportFile.in(folder, id).path())
                .isEqualTo(folder.resolve(expected).resolve("nmse-check.json"));
    }

    @Test
    void writingReplacesTheEarlierReportAndLeavesNothingElse() throws IOException, MojoExecutionException {
        ReportFile report = ReportFile.in(folder, "id");
        report.write("one");
        report.write("two");

        assertThat(report.path()).hasContent("two");
        try (var files = Files.list(report.path().getParent())) {
            assertThat(files).containsExactly(report.path());
        }
    }

    @Test
    void deletingIsDoneOnceAndHarmlessTwice() throws MojoExecutionException {
        ReportFile report = ReportFile.in(folder, "id");
        report.write("one");
        report.delete();
        report.delete();

        assertThat(report.path()).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsAnErrorThatNamesTheParameter() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> ReportFile.in(inTheWay, "id").write("one"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith(
                        "Cannot write the report " + inTheWay.resolve("id").resolve("nmse-check.json"))
                .hasMessageEndingWith(
                        "Set 'reportDirectory' (-Dnmse.reportDirectory) to a folder that can be written.");
    }

    @Test
    void aReportThatCannotBeDeletedIsAnError() throws IOException {
        ReportFile report = ReportFile.in(folder, "id");
        Files.createDirectories(report.path().resolve("not-empty"));

        assertThatThrownBy(report::delete)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Cannot delete the earlier report " + report.path());
    }
}
