package io.github.modelconversion.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** A goal with reports but without limits. */
abstract class GoalMojo extends AbstractMojo {

    /**
     * Whether to skip the goal, for example in a parent without outputs, with
     * <code>&lt;nmse.skip&gt;true&lt;/nmse.skip&gt;</code>. The parameters of a skipped goal are not checked.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.skip", defaultValue = "false")
    private String skip;

    /**
     * The folder for reports, such as <code>build/reports</code>; each execution writes to a subfolder named after its id.
     * Not set: <code>model-conversion</code> in the project's output folder, or <code>target/model-conversion</code> if
     * there is no pom.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.reportDirectory")
    private String reportDirectory;

    /**
     * The report formats to write, one file each: <code>json</code>, <code>junit</code>, <code>markdown</code>,
     * <code>html</code>, <code>openmetrics</code> and <code>benchmark</code>. Not set: the first four.
     * <code>conversion-check</code> does not write the last two, because it measures no figures.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.formats")
    private List<String> formats = List.of();

    /**
     * Whether to append the Markdown report to the GitHub job summary. <code>auto</code> does so if the environment variable
     * <code>GITHUB_STEP_SUMMARY</code> is set, and logs one <code>::error</code> line for a failed check, or one
     * <code>::warning</code> line if a failure only warns or a PASS is in doubt; <code>never</code> does neither.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.githubSummary", defaultValue = "auto")
    private String githubSummary;

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File baseDirectory;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        GoalRun run = new GoalRun(
                session,
                execution,
                project(session),
                baseDirectory,
                getLog(),
                new GoalRun.Parameters(skip, reportDirectory, formats, githubSummary),
                reportName());
        beforeReportsAreDeleted(run);
        if (run.begin()) {
            run(run);
        } else {
            skipped(run);
        }
    }

    /** Returns the project that the reports are about. */
    MavenProject project(MavenSession session) {
        return session.getCurrentProject();
    }

    /** Returns the base name of this goal's report files. */
    abstract String reportName();

    /** Called before the reports of an earlier run are deleted. */
    void beforeReportsAreDeleted(GoalRun run) throws MojoExecutionException {
        // Most goals do not read them.
    }

    /** Called when the goal is skipped. */
    void skipped(GoalRun run) {
        // Only checks are collected.
    }

    /** Runs the goal, which is not skipped. */
    abstract void run(GoalRun run) throws MojoExecutionException, MojoFailureException;
}
