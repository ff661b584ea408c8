package io.github.modelconversion.maven;

import io.github.modelconversion.gate.BaseDirectory;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.maven.parameter.GivenParameters;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.LogLine;
import io.github.modelconversion.report.ReportContext;
import io.github.modelconversion.report.ReportFormat;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
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

/** A goal that reports: gets a report, writes it in all formats, and only then passes or breaks the build. */
abstract class ReportingMojo extends AbstractMojo {

    /**
     * Whether to skip the goal, as a parent without outputs does with
     * <code>&lt;nmse.skip&gt;true&lt;/nmse.skip&gt;</code>. Parameters of a skipped goal are not checked.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.skip", defaultValue = "false")
    private String skip;

    /**
     * Where reports go, such as <code>build/reports</code>: each execution into a folder of its own, named by its id. Not set: <code>model-conversion</code>
     * in the project's output folder, or <code>target/model-conversion</code> when there is no pom.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.reportDirectory")
    private String reportDirectory;

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
        ReportFolder reports = reportFolder();
        Optional<MojoExecutionException> stale = reports.delete();
        if (new Setting("skip", skip).flag(false)) {
            stop(stale);
            say(execution.getGoal() + " is skipped by " + whatSkips());
            noteReport(Optional.empty());
            return;
        }
        given().refuseUnknown();
        given().overruled().forEach(this::warn);
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
        ReportContext context = new ReportContext(execution.getVersion(), checkName(), onlyWarns);
        for (ReportFormat format : reportFormats) {
            reports.write(format, format.render(report, context));
        }
        noteReport(Optional.of(reports.path(ReportFormat.JSON)));
        summary.append(report, context, reportName, getLog());
        conclude(report, reportName);
    }

    /** An earlier report that stays breaks the build, but not before the verdict is in the log. */
    private static void stop(Optional<MojoExecutionException> stale) throws MojoExecutionException {
        if (stale.isPresent()) {
            throw stale.get();
        }
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

    /** Returns the directory that relative paths start from. */
    final Path base() {
        return hasPom() ? project().getBasedir().toPath() : baseDirectory.toPath();
    }

    final boolean hasPom() {
        return project().getFile() != null;
    }

    /** Returns the project that is reported on. */
    MavenProject project() {
        return project;
    }

    final MavenSession session() {
        return session;
    }

    final String executionId() {
        return execution.getExecutionId();
    }

    final PluginDescriptor plugin() {
        return execution.getMojoDescriptor().getPluginDescriptor();
    }

    /** Returns what the user set for this execution. */
    final GivenParameters given() {
        if (given == null) {
            given = new GivenParameters(session, project, execution);
        }
        return given;
    }

    /** Returns what finds parameters that cannot act. */
    final Ineffective ineffective() {
        return new Ineffective(given(), this::warn);
    }

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

    /** Returns the command that runs another goal on what this one is about. */
    final String commandOf(String goal) {
        String id = execution.getExecutionId();
        return hasPom()
                ? "mvn model-conversion:" + goal + ("default-cli".equals(id) ? "" : "@" + id)
                : "mvn " + execution.getGroupId() + ":" + execution.getArtifactId() + ":" + execution.getVersion() + ":"
                        + goal + " with the same parameters";
    }

    /** Returns what tells this check from others of the same build. */
    private String checkName() {
        return hasPom() ? project().getArtifactId() + " " + execution.getExecutionId() : execution.getExecutionId();
    }

    /** Returns the folder of this execution's reports. */
    final ReportFolder reportFolder() throws MojoExecutionException {
        Path output = hasPom() ? Path.of(project().getBuild().getDirectory()) : base().resolve("target");
        Path directory = ReportFolder.all(new Setting("reportDirectory", reportDirectory), base(), output);
        return ReportFolder.in(directory, execution.getExecutionId());
    }

    private String whatSkips() {
        String property = session.getUserProperties().getProperty("nmse.skip", "");
        return property.strip().equalsIgnoreCase("true")
                ? "the user property nmse.skip (-Dnmse.skip)"
                : "its configuration: <skip> or the property nmse.skip in the pom";
    }

    /** Logs a line for information. */
    final void say(String text) {
        log(LogLine.info(text));
    }

    private void warn(String text) {
        getLog().warn(text);
    }

    private void log(LogLine line) {
        switch (line.level()) {
            case INFO -> getLog().info(line.text());
            case WARNING -> getLog().warn(line.text());
            case ERROR -> getLog().error(line.text());
        }
    }
}
