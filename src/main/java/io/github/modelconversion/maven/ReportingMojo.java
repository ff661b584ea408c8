package io.github.modelconversion.maven;

import io.github.modelconversion.maven.output.GithubSummary;
import io.github.modelconversion.maven.output.ReportFolder;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** A goal with a report: writes it in all formats, and only then passes or breaks the build. */
abstract class ReportingMojo extends ExecutionMojo {

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
        GithubSummary summary = githubSummary();
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

    /** Runs before anything else, unless the goal is skipped. */
    void prepare() throws MojoExecutionException {
        // Most goals have nothing to prepare.
    }

    /** Called with the JSON report's path once all reports are written; with an empty one if the goal is skipped. */
    void noteReport(Optional<Path> jsonReport) {
        // Only checks are collected.
    }

    /** Returns whether a conversion that is not good enough is only a warning. */
    abstract boolean onlyWarns() throws MojoExecutionException;

    /** Returns the report. Checks all parameters before it measures anything. */
    abstract GateReport report() throws MojoExecutionException;

    /**
     * Passes or breaks the build, after all reports are written.
     *
     * @param reportName the name of the report to read first
     */
    abstract void conclude(GateReport report, String reportName) throws MojoExecutionException, MojoFailureException;
}
