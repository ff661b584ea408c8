package io.github.modelconversion.maven.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
        append(mode, file, REPORT, CONTEXT);
    }

    private void append(String mode, @Nullable String file, GateReport report, ReportContext context)
            throws MojoExecutionException {
        GithubSummary.of(new Setting("githubSummary", mode), file)
                .append(report, context, "report.json", new SystemStreamLog() {
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

    /** GitHub drops a summary above 1 MiB, which all executions of a step share. */
    @Test
    void aSummaryThatIsNearlyFullGetsTheVerdictAlone() throws IOException, MojoExecutionException {
        GateReport report = report(new Finding(Code.TOKENS_DIFFER, Severity.FAIL, "x".repeat(1000), Map.of()));
        String page = ReportFormat.MARKDOWN.render(report, CONTEXT) + "\n";
        for (int free : List.of(page.length() + 100, 600)) {
            String before = "y".repeat((1 << 20) - free);
            Path file = Files.writeString(folder.resolve("summary.md"), before);
            append("auto", file.toString(), report, CONTEXT);

            String added = Files.readString(file).substring(before.length());
            assertThat(Files.size(file)).isLessThanOrEqualTo(1 << 20);
            assertThat(added).startsWith("## ❌ FAIL: a: check\n\ntiny-f16: TOKENS_DIFFER");
            assertThat(added.equals(page)).isEqualTo(free > page.length());
            assertThat(added.contains("does not fit")).isEqualTo(free < page.length());
        }
    }

    /** The annotation of a failure names the failure and its cause. */
    @Test
    void theAnnotationNamesTheCause() throws MojoExecutionException {
        append(
                "auto",
                folder.resolve("summary.md").toString(),
                report(
                        new Finding(Code.TOKENS_DIFFER, Severity.FAIL, "other prompt", Map.of()),
                        new Finding(Code.SOFT_CAPPED, Severity.WARNING, "it is capped", Map.of())),
                CONTEXT);

        assertThat(logged).singleElement().asString().contains("::error ", "TOKENS_DIFFER", "cause SOFT_CAPPED");
    }

    /** A PASS in doubt and a failure that only warns are annotated as well. */
    @Test
    void doubtsAndFailuresThatOnlyWarnAreWarnings() throws MojoExecutionException {
        Finding unusual = new Finding(Code.UNUSUAL_FOR_TYPE, Severity.WARNING, "far beyond", Map.of());
        Finding failing = new Finding(Code.TOKENS_DIFFER, Severity.FAIL, "other prompt", Map.of());
        String file = folder.resolve("summary.md").toString();

        append("auto", file, report(unusual), CONTEXT);
        append("auto", file, report(failing), new ReportContext("1", "check", true));
        append("auto", file, report(), CONTEXT);

        assertThat(logged).hasSize(2);
        assertThat(logged.get(0))
                .startsWith(
                        System.lineSeparator() + "::warning title=a%3A check::PASS%2C but likely broken  tiny-f16%3A ");
        assertThat(logged.get(1))
                .startsWith(
                        System.lineSeparator() + "::warning title=check::The conversion check failed for tiny-f16%3A ");
    }

    private static GateReport report(Finding... findings) {
        LimitResult kept = new LimitResult(
                new Limit(Metric.NMSE, Limit.Bound.MAX, 0.01, Limit.Origin.DEFAULT),
                OptionalDouble.of(0.001),
                Verdict.PASS);
        return new GateReport(
                List.of(new Comparison(
                        new Subject(
                                OutputKind.LOGITS,
                                Optional.empty(),
                                new Output("tiny", "a.bin", Optional.empty(), Optional.empty()),
                                new Output("tiny-f16", "b.bin", Optional.empty(), Optional.empty()),
                                Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(kept),
                        List.of(findings))),
                List.of());
    }

    @Test
    void isNotWrittenUnlessRequested() throws MojoExecutionException {
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
                .endsWith(". Set githubSummary to never to turn it off.");
    }

    @Test
    void anotherModeIsAnError() {
        assertThatThrownBy(() -> append("always", null))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageEndingWith("'always'. Expected one of: auto, never.");
    }
}
