package io.github.modelconversion.maven;

import io.github.modelconversion.gate.BaseDirectory;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.ReportContext;
import io.github.modelconversion.report.ReportFormat;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that reports: gets a report, writes it in all formats, and only then passes or breaks the build. */
abstract class ReportingMojo extends ExecutionMojo {

    /**
     * The formats of the reports, each a file: <code>json</code>, <code>junit</code>, <code>markdown</code>,
     * <code>html</code>, <code>openmetrics</code> and <code>benchmark</code>. Not set: the first four.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.formats")
    private List<String> formats = List.of();

    /**
     * Whether the Markdown report is appended to the summary of a GitHub job: <code>auto</code> does so where the
     * environment variable <code>GITHUB_STEP_SUMMARY</code> is set, and writes one <code>::error</code> line for a check
     * that fails, or one <code>::warning</code> line where that only warns or a PASS is in doubt; <code>never</code> does
     * neither.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.githubSummary", defaultValue = "auto")
    private String githubSummary;

    @Parameter(defaultValue = "${env.GITHUB_STEP_SUMMARY}", readonly = true)
    private String stepSummary;

    @Override
    final Optional<MojoExecutionException> deleteReports() throws MojoExecutionException {
        return reportFolder().delete();
    }

    @Override
    final void skipped() {
        noteReport(Optional.empty());
    }

    @Override
    final void run(Optional<MojoExecutionException> stale) throws MojoExecutionException, MojoFailureException {
        ReportFolder reports = reportFolder();
        prepare();
        boolean onlyWarns = onlyWarns();
        Set<ReportFormat> reportFormats = reportFormats();
        GithubSummary summary = GithubSummary.of(new Setting("githubSummary", githubSummary), stepSummary);
        GateReport report = report();
        List<String> toRead = ReportFormat.toRead(reportFormats).stream()
                .map(format -> new BaseDirectory(base()).nameOf(reports.path(format)))
                .toList();
        String reportName = toRead.get(0);
        new ConsoleReport(onlyWarns, toRead).render(report).forEach(this::log);
        stop(stale);
        ReportContext context = context(onlyWarns);
        for (ReportFormat format : reportFormats) {
            reports.write(format, format.render(report, context));
        }
        noteReport(Optional.of(reports.path(ReportFormat.JSON)));
        summary.append(report, context, reportName, getLog());
        conclude(report, reportName);
    }

    /** Does what must be done before anything else, unless the goal is skipped. */
    void prepare() throws MojoExecutionException {
        // Most goals have nothing to prepare.
    }

    /** Is told where the JSON report is when all are written; that there is none when the goal is skipped. */
    void noteReport(Optional<Path> jsonReport) {
        // Only checks are collected.
    }

    /** Returns whether a conversion that is not good enough is only a warning. */
    abstract boolean onlyWarns() throws MojoExecutionException;

    /** Returns what is to be reported; whatever is wrong with a parameter is said before anything is measured. */
    abstract GateReport report() throws MojoExecutionException;

    /**
     * Passes or breaks the build, when all reports are written.
     *
     * @param reportName the name of the one to read first
     */
    abstract void conclude(GateReport report, String reportName) throws MojoExecutionException, MojoFailureException;

    private Set<ReportFormat> reportFormats() throws MojoExecutionException {
        Set<ReportFormat> chosen = new LinkedHashSet<>();
        for (Setting setting : Setting.each("formats", formats)) {
            chosen.add(setting.choice(ReportFormat.JSON));
        }
        return chosen.isEmpty()
                ? new LinkedHashSet<>(
                        List.of(ReportFormat.JSON, ReportFormat.JUNIT, ReportFormat.MARKDOWN, ReportFormat.HTML))
                : chosen;
    }
}
