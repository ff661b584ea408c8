package io.github.modelconversion.maven;

import io.github.modelconversion.maven.known.GivenParameters;
import io.github.modelconversion.maven.output.GithubSummary;
import io.github.modelconversion.maven.output.ReportFolder;
import io.github.modelconversion.maven.output.SessionReports;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** A goal with a report folder: deletes the reports of an earlier run, then runs unless it is skipped. */
abstract class ExecutionMojo extends AbstractMojo {

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

    @Parameter(defaultValue = "${env.GITHUB_STEP_SUMMARY}", readonly = true)
    private String stepSummary;

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File baseDirectory;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    private @Nullable GivenParameters given;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Optional<MojoExecutionException> stale = reportFolder().delete();
        if (new Setting("skip", skip).flag(false)) {
            stop(stale);
            say(execution.getGoal() + " is skipped by " + whatSkips());
            skipped();
            return;
        }
        given().refuseUnknown();
        given().overruled().forEach(this::warn);
        run(stale);
    }

    /** Returns the base name of this goal's report files. */
    String reportName() {
        return "nmse-check";
    }

    /**
     * Runs the goal.
     *
     * @param stale the failure to throw with {@link #stop} once the verdict is logged
     */
    abstract void run(Optional<MojoExecutionException> stale) throws MojoExecutionException, MojoFailureException;

    /** Called when the goal is skipped. */
    void skipped() {
        // Most goals have nothing to do.
    }

    /** Returns what a report says in addition to its findings. */
    final ReportContext context(boolean onlyWarns) {
        return new ReportContext(execution.getVersion(), checkName(), onlyWarns);
    }

    /** Breaks the build if an earlier report could not be deleted; called after the verdict is logged. */
    static void stop(Optional<MojoExecutionException> stale) throws MojoExecutionException {
        if (stale.isPresent()) {
            throw stale.get();
        }
    }

    /** Returns the directory that relative paths start from. */
    final Path base() {
        return hasPom() ? project().getBasedir().toPath() : baseDirectory.toPath();
    }

    final boolean hasPom() {
        return project().getFile() != null;
    }

    /** Returns the project of this report. */
    MavenProject project() {
        return project;
    }

    final MavenSession session() {
        return session;
    }

    final PluginDescriptor plugin() {
        return execution.getMojoDescriptor().getPluginDescriptor();
    }

    /** Returns the parameters that the user set for this execution. */
    final GivenParameters given() {
        if (given == null) {
            given = new GivenParameters(session, project, execution);
        }
        return given;
    }

    /** Returns the check for parameters that have no effect. */
    final Ineffective ineffective() {
        return new Ineffective(given(), this::warn);
    }

    /** Returns the command that runs another goal with this execution's configuration. */
    final String commandOf(String goal) {
        String id = execution.getExecutionId();
        return hasPom()
                ? "mvn model-conversion:" + goal + ("default-cli".equals(id) ? "" : "@" + id)
                : "mvn " + execution.getGroupId() + ":" + execution.getArtifactId() + ":" + execution.getVersion() + ":"
                        + goal + " with the same parameters";
    }

    /** Returns the name that distinguishes this check from others in the same build. */
    private String checkName() {
        return hasPom() ? project().getArtifactId() + " " + execution.getExecutionId() : execution.getExecutionId();
    }

    /** Returns the folder of this execution's reports. */
    final ReportFolder reportFolder() throws MojoExecutionException {
        Path output = hasPom() ? Path.of(project().getBuild().getDirectory()) : base().resolve("target");
        Path directory = ReportFolder.all(new Setting("reportDirectory", reportDirectory), base(), output);
        return ReportFolder.in(directory, execution.getExecutionId(), reportName());
    }

    /** Notes this check's JSON report for <code>nmse-report</code>; an empty one if the check was skipped. */
    @SuppressWarnings("unchecked")
    final void noteForSession(Optional<Path> jsonReport) {
        Map<Object, Object> context = getPluginContext();
        if (context != null) {
            SessionReports.note(context, execution.getExecutionId(), jsonReport);
        }
    }

    /** Returns the requested formats, or the default ones. */
    final Set<ReportFormat> reportFormats() throws MojoExecutionException {
        Set<ReportFormat> chosen = new LinkedHashSet<>();
        for (Setting setting : Setting.each("formats", formats)) {
            chosen.add(setting.choice(ReportFormat.JSON));
        }
        return chosen.isEmpty()
                ? new LinkedHashSet<>(
                        List.of(ReportFormat.JSON, ReportFormat.JUNIT, ReportFormat.MARKDOWN, ReportFormat.HTML))
                : chosen;
    }

    /** Returns the summary of the GitHub job. */
    final GithubSummary githubSummary() throws MojoExecutionException {
        return GithubSummary.of(new Setting("githubSummary", githubSummary), stepSummary);
    }

    private String whatSkips() {
        String property = session.getUserProperties().getProperty("nmse.skip", "");
        return property.strip().equalsIgnoreCase("true")
                ? "the user property nmse.skip (-Dnmse.skip)"
                : "its configuration: <skip> or the property nmse.skip in the pom";
    }

    /** Logs a line at level INFO. */
    final void say(String text) {
        log(LogLine.info(text));
    }

    final void warn(String text) {
        getLog().warn(text);
    }

    final void log(LogLine line) {
        switch (line.level()) {
            case INFO -> getLog().info(line.text());
            case WARNING -> getLog().warn(line.text());
            case ERROR -> getLog().error(line.text());
        }
    }
}
