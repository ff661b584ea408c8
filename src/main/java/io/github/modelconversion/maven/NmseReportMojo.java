package io.github.modelconversion.maven;

import io.github.modelconversion.maven.output.CollectedReport;
import io.github.modelconversion.maven.output.SessionReports;
import io.github.modelconversion.maven.parameter.PathPattern;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Reports on all modules at once: reads the JSON reports written by this session's checks (<code>nmse-check</code>,
 * <code>nmse-merge</code>, <code>conversion-check</code>) and writes combined reports, in
 * the same formats, into the output folder of the project that Maven was started in. A failed check does not fail again
 * unless <code>failOnViolation</code> is set.
 *
 * <p><code>mvn verify model-conversion:nmse-report</code> runs it after all modules.
 *
 * <p>If bound to the build, it belongs in a last module that depends on the checked modules: in the parent it would run
 * before them, which is an error.
 *
 * @since 1.0.0
 */
@Mojo(
        name = "nmse-report",
        defaultPhase = LifecyclePhase.VERIFY,
        aggregator = true,
        requiresProject = false,
        threadSafe = true)
public final class NmseReportMojo extends GoalMojo {

    /**
     * The JSON reports to read instead of this session's, for example from other jobs:
     * <code>collected/linux/nmse-check.json</code>. A path component may be a pattern, such as
     * <code>collected/*&#47;nmse-check.json</code>; a conversion-check.json is read as well. Not set: the reports written by the modules of this session.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.reports")
    private List<String> reports = List.of();

    /**
     * Whether to break the build when a check did not pass; with <code>false</code>, this goal only reports. Set to
     * <code>true</code> here and to <code>false</code> for the checks, it lets every check run before the build fails for
     * all of them.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.failOnViolation", defaultValue = "false")
    private String failOnViolation;

    private List<CollectedReport> collected = List.of();
    private List<String> missing = List.of();

    @Override
    MavenProject project(MavenSession session) {
        MavenProject top = session.getTopLevelProject();
        return top == null ? super.project(session) : top;
    }

    @Override
    String reportName() {
        return "nmse-check";
    }

    @Override
    void run(GoalRun run) throws MojoExecutionException, MojoFailureException {
        collect(run);
        Publication publication = Publication.of(run, onlyWarns());
        GateReport report = report();
        conclude(report, publication.publish(report));
    }

    private void collect(GoalRun run) throws MojoExecutionException {
        List<Setting> given = Setting.each("reports", reports);
        collected = given.isEmpty() ? ofSession(run) : ofFiles(given, run);
        if (collected.isEmpty() && missing.isEmpty()) {
            throw new MojoExecutionException(
                    "Expected JSON reports of checks, found none: no check ran in this session."
                            + " Run the checks first, as in mvn verify model-conversion:nmse-report, or set reports"
                            + " (-Dnmse.reports) to the files nmse-check.json or"
                            + " conversion-check.json of other builds.");
        }
    }

    private List<CollectedReport> ofSession(GoalRun run) throws MojoExecutionException {
        SessionReports ofSession = run.sessionReports();
        missing = ofSession.missing();
        List<CollectedReport> found = new ArrayList<>();
        for (SessionReports.Written written : ofSession.written()) {
            Path module = written.project().getBasedir().toPath();
            found.add(CollectedReport.ofModule(written.file(), run.base(), module, written.execution()));
        }
        return found;
    }

    private List<CollectedReport> ofFiles(List<Setting> patterns, GoalRun run) throws MojoExecutionException {
        List<CollectedReport> found = new ArrayList<>();
        for (Path file : PathPattern.files(patterns, run.base(), "collected/*/nmse-check.json")) {
            found.add(CollectedReport.ofFile(file, run.base()));
        }
        return found;
    }

    /**
     * Failures are only warnings if this goal does not break the build and every failing report is of a check that only
     * warns.
     */
    private boolean onlyWarns() throws MojoExecutionException {
        return !failsOnViolation() && missing.isEmpty() && CollectedReport.onlyWarn(collected);
    }

    private boolean failsOnViolation() throws MojoExecutionException {
        return new Setting("failOnViolation", failOnViolation).flag(false);
    }

    private GateReport report() {
        List<Finding> findings = missing.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        Code.REPORT_MISSING,
                        Severity.FAIL,
                        "these checks have not run, or not before nmse-report: " + String.join(", ", missing)
                                + ". Run it after them: on the command line, as in mvn verify"
                                + " model-conversion:nmse-report, or in a last module that depends on those that are"
                                + " checked",
                        Map.of("missing", missing.size())));
        return CollectedReport.all(collected, findings);
    }

    private void conclude(GateReport report, String reportName) throws MojoExecutionException, MojoFailureException {
        if (!missing.isEmpty()) {
            throw new MojoExecutionException(FailureMessage.of(report, reportName));
        }
        List<String> notGreen = CollectedReport.notGreen(collected);
        if (failsOnViolation() && !notGreen.isEmpty()) {
            throw new MojoFailureException(notGreen.size() + " of " + collected.size() + " checks did not pass: "
                    + Printable.line(String.join(", ", notGreen)) + "\n" + FailureMessage.of(report, reportName));
        }
    }
}
