package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Skipped;
import io.github.modelconversion.report.ReportContext;
import io.github.modelconversion.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GithubSummaryTest {

    private static final GateReport REPORT =
            new GateReport(List.of(), List.of(new Skipped(Optional.empty(), "a", "b", Optional.empty(), "no file")));
    private static final ReportContext CONTEXT = new ReportContext("1", "a: check", false);

    @TempDir
    private Path folder;

    private final List<String> logged = new ArrayList<>();

    private void append(String mode, @Nullable String file) throws MojoExecutionException {
        GithubSummary.of(new Setting("githubSummary", mode), file)
                .append(REPORT, CONTEXT, "report.json", new SystemStreamLog() {
                    @Override
                    public void warn(CharSequence text) {
                        logged.add(text.toString());
                    }

                    @Override
                    public void error(CharSequence text) {
                        logged.add(text.toString());
                    }
                });
    }

    @Test
    void isAppendedToWhatOtherStepsWrote() throws IOException, MojoExecutionException {
        Path file = Files.writeString(folder.resolve("summary.md"), "before\n");
        append("auto", file.toString());

        assertThat(file).hasContent("before\n" + ReportFormat.MARKDOWN.render(REPORT, CONTEXT) + "\n");
        assertThat(logged)
                .containsExactly(
                        System.lineSeparator() + "::error title=a%3A check::Nothing was compared%3A 1 comparison"
                                + " was skipped because files are missing.");
    }

    @Test
    void isNotWrittenWhereNobodyAsksForIt() throws MojoExecutionException {
        append("never", folder.resolve("summary.md").toString());
        append("auto", null);
        append("auto", "");

        assertThat(folder).isEmptyDirectory();
        assertThat(logged).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsAWarning() throws MojoExecutionException {
        append("auto", folder.toString());

        assertThat(logged.get(0))
                .startsWith("Cannot write the job's summary: ")
                .endsWith(". Set githubSummary to never to do without.");
    }

    @Test
    void anotherModeIsAnError() {
        assertThatThrownBy(() -> append("always", null))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageEndingWith("'always'. Expected one of: auto, never.");
    }
}
