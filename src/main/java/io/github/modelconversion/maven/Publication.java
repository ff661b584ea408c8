package io.github.modelconversion.maven;

import io.github.modelconversion.maven.output.GithubSummary;
import io.github.modelconversion.maven.output.ReportFolder;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Where a goal publishes its report: the log, a file in each format, and the GitHub job summary.
 *
 * @param run the run of the goal
 * @param onlyWarns whether a failure is only a warning
 * @param formats the formats to write
 * @param summary the job's summary
 */
record Publication(GoalRun run, boolean onlyWarns, Set<ReportFormat> formats, GithubSummary summary) {

    /** Checks the parameters of the reports; called before anything is measured. */
    static Publication of(GoalRun run, boolean onlyWarns) throws MojoExecutionException {
        return new Publication(run, onlyWarns, run.reportFormats(), run.githubSummary());
    }

    /**
     * Publishes the report.
     *
     * @return the name of the file to read first
     */
    String publish(GateReport report) throws MojoExecutionException {
        BaseDirectory base = new BaseDirectory(run.base());
        ReportFolder folder = run.reportFolder();
        List<String> toRead = new ArrayList<>();
        for (ReportFormat format : ReportFormat.toRead(formats)) {
            toRead.add(base.nameOf(folder.path(format)));
        }
        // What could not be measured breaks the build, whatever fails beside it.
        boolean warns = onlyWarns && report.count(Verdict.NOT_MEASURED) == 0;
        for (LogLine line : new ConsoleReport(warns, toRead).render(report)) {
            run.log(line);
        }
        run.requireDeleted();
        ReportContext context = run.context(warns);
        for (ReportFormat format : formats) {
            folder.write(format, format.render(report, context));
        }
        summary.append(report, context, toRead.get(0), run.log());
        return toRead.get(0);
    }
}
