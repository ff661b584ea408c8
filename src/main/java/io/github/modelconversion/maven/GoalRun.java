package io.github.modelconversion.maven;

import io.github.modelconversion.maven.known.GivenParameters;
import io.github.modelconversion.maven.known.Ineffective;
import io.github.modelconversion.maven.output.GithubSummary;
import io.github.modelconversion.maven.output.ReportFolder;
import io.github.modelconversion.maven.output.SessionReports;
import io.github.modelconversion.maven.parameter.ModelSetting;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.maven.parameter.SingleOrList;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** One run of a goal: the project it runs in, the parameters that the user set for it, its log and its reports. */
final class GoalRun {

    private final MavenSession session;
    private final MojoExecution execution;
    private final MavenProject project;
    private final File baseDirectory;
    private final Log log;
    private final Parameters parameters;
    private final String reportName;
    private @Nullable GivenParameters given;
    private @Nullable MojoExecutionException notDeleted;

    /**
     * The parameters that all goals with reports have.
     *
     * @param skip whether to skip the goal
     * @param reportDirectory the folder for reports
     * @param formats the report formats to write
     * @param githubSummary whether to append to the GitHub job summary
     */
    record Parameters(
            @Nullable String skip,
            @Nullable String reportDirectory,
            List<String> formats,
            @Nullable String githubSummary) {}

    /**
     * A run that has not begun.
     *
     * @param session the session
     * @param execution the execution of the goal
     * @param project the project that the reports are about
     * @param baseDirectory the directory that relative paths start from if there is no pom
     * @param log the goal's log
     * @param parameters the parameters of the reports
     * @param reportName the base name of the report files
     */
    GoalRun(
            MavenSession session,
            MojoExecution execution,
            MavenProject project,
            File baseDirectory,
            Log log,
            Parameters parameters,
            String reportName) {
        this.session = session;
        this.execution = execution;
        this.project = project;
        this.baseDirectory = baseDirectory;
        this.log = log;
        this.parameters = parameters;
        this.reportName = reportName;
    }

    /**
     * Deletes the reports of an earlier run and checks that the goal has the parameters that the user set.
     *
     * @return false if the goal is skipped; its parameters are then not checked
     */
    boolean begin() throws MojoExecutionException {
        notDeleted = reportFolder().delete().orElse(null);
        if (new Setting("skip", parameters.skip()).flag(false)) {
            requireDeleted();
            say(execution.getGoal() + " is skipped by " + whatSkips());
            return false;
        }
        given().refuseUnknown();
        given().overruled().forEach(this::warn);
        return true;
    }

    private String whatSkips() {
        String property = session.getUserProperties().getProperty("nmse.skip", "");
        return property.strip().equalsIgnoreCase("true")
                ? "the user property nmse.skip (-Dnmse.skip)"
                : "its configuration: <skip> or the property nmse.skip in the pom";
    }

    /** Breaks the build if an earlier report could not be deleted; called after the verdict is logged. */
    void requireDeleted() throws MojoExecutionException {
        if (notDeleted != null) {
            throw notDeleted;
        }
    }

    /** Returns the directory that relative paths start from. */
    Path base() {
        return hasPom() ? project.getBasedir().toPath() : baseDirectory.toPath();
    }

    boolean hasPom() {
        return project.getFile() != null;
    }

    /** Returns what to do about a missing file in a project that only has modules; empty in others. */
    String hintForParents() {
        return hasPom() && "pom".equals(project.getPackaging()) && hasModules()
                ? "This project has packaging pom: a plugin in a parent's <build> runs in the parent too. Put it into the"
                        + " modules that have the outputs, or set nmse.skip to true in the parent."
                : "";
    }

    /** A project of Maven 4 may list them as subprojects. */
    private boolean hasModules() {
        List<MavenProject> collected = project.getCollectedProjects();
        return !project.getModules().isEmpty() || (collected != null && !collected.isEmpty());
    }

    /** Returns the value of an environment variable of whoever called Maven, which may be a daemon. */
    @Nullable
    String environment(String variable) {
        return session.getSystemProperties().getProperty("env." + variable);
    }

    /** Returns the reports that the session's checks have written so far. */
    SessionReports sessionReports() {
        return new SessionReports(session, execution.getMojoDescriptor().getPluginDescriptor());
    }

    /** Notes this check's JSON report for nmse-report. */
    void noteReport() throws MojoExecutionException {
        Path json = reportFolder().path(ReportFormat.JSON);
        sessionReports().note(session.getCurrentProject(), execution.getExecutionId(), json);
    }

    /** Notes for nmse-report that this check was skipped. */
    void noteSkipped() {
        sessionReports().noteSkipped(session.getCurrentProject(), execution.getExecutionId());
    }

    /** Returns the original model, named by a parameter or the environment. */
    ModelSetting original(@Nullable String modelPath) {
        return new ModelSetting(new Setting("modelPath", modelPath), "MODEL_PATH", environment("MODEL_PATH"));
    }

    /** Returns the converted models, named by one of two parameters or the environment; at least one. */
    List<ModelSetting> converted(@Nullable String convertedModel, List<String> convertedModels)
            throws MojoExecutionException {
        return SingleOrList.of(new Setting("convertedModel", convertedModel), "convertedModels", convertedModels)
                .settings()
                .stream()
                .map(setting -> new ModelSetting(setting, "CONVERTED_MODEL", environment("CONVERTED_MODEL")))
                .toList();
    }

    /** Returns the parameters that the user set for this execution. */
    private GivenParameters given() {
        if (given == null) {
            given = new GivenParameters(session, session.getCurrentProject(), execution);
        }
        return given;
    }

    /** Returns the check for parameters that have no effect. */
    Ineffective ineffective() {
        return new Ineffective(given(), this::warn);
    }

    /** Returns the command that runs another goal with this execution's configuration. */
    String commandOf(String goal) {
        String id = execution.getExecutionId();
        return hasPom()
                ? "mvn model-conversion:" + goal + ("default-cli".equals(id) ? "" : "@" + id)
                : "mvn " + execution.getGroupId() + ":" + execution.getArtifactId() + ":" + execution.getVersion() + ":"
                        + goal + " with the same parameters";
    }

    /** Returns what a report says in addition to its findings. */
    ReportContext context(boolean onlyWarns) throws MojoExecutionException {
        return new ReportContext(
                version(),
                checkName(),
                hasPom()
                        ? Optional.of(new ReportContext.Project(project.getGroupId(), project.getArtifactId()))
                        : Optional.empty(),
                Optional.of(execution.getExecutionId()),
                onlyWarns,
                reportFormats().contains(ReportFormat.JSON));
    }

    /** Returns this plugin's version. */
    String version() {
        return execution.getVersion();
    }

    /** Returns the name that distinguishes this check from others in the same build. */
    private String checkName() {
        return hasPom() ? project.getArtifactId() + " " + execution.getExecutionId() : execution.getExecutionId();
    }

    /** Returns the file that this plugin was loaded from; empty if it is not a single file. */
    Optional<Path> pluginFile() {
        return Optional.ofNullable(execution.getMojoDescriptor())
                .map(descriptor -> descriptor.getPluginDescriptor().getPluginArtifact())
                .map(artifact -> artifact.getFile())
                .map(File::toPath)
                .filter(Files::isRegularFile);
    }

    /** Returns the folder of this execution's reports. */
    ReportFolder reportFolder() throws MojoExecutionException {
        Path output = hasPom() ? Path.of(project.getBuild().getDirectory()) : base().resolve("target");
        Path directory = ReportFolder.all(new Setting("reportDirectory", parameters.reportDirectory()), base(), output);
        return ReportFolder.in(directory, execution.getExecutionId(), reportName);
    }

    /** Returns the requested formats, or the default ones. */
    Set<ReportFormat> reportFormats() throws MojoExecutionException {
        Set<ReportFormat> chosen = new LinkedHashSet<>();
        for (Setting setting : Setting.each("formats", parameters.formats())) {
            chosen.add(setting.choice(ReportFormat.JSON));
        }
        return chosen.isEmpty()
                ? new LinkedHashSet<>(
                        List.of(ReportFormat.JSON, ReportFormat.JUNIT, ReportFormat.MARKDOWN, ReportFormat.HTML))
                : chosen;
    }

    /** Returns the summary of the GitHub job. */
    GithubSummary githubSummary() throws MojoExecutionException {
        return GithubSummary.of(
                new Setting("githubSummary", parameters.githubSummary()), environment("GITHUB_STEP_SUMMARY"));
    }

    Log log() {
        return log;
    }

    /** Logs a line at level INFO. */
    void say(String text) {
        log(LogLine.info(text));
    }

    void warn(String text) {
        log.warn(text);
    }

    void log(LogLine line) {
        switch (line.level()) {
            case INFO -> log.info(line.text());
            case WARNING -> log.warn(line.text());
            case ERROR -> log.error(line.text());
        }
    }
}
