package io.github.modelconversion.maven;

import io.github.modelconversion.input.file.FileFailure;
import io.github.modelconversion.maven.known.GivenParameters;
import io.github.modelconversion.maven.output.CollectedReport;
import io.github.modelconversion.maven.output.ReportFolder;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.store.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Adds a page to the project's site, made from the JSON reports that the project's checks, or <code>nmse-report</code>,
 * wrote before. Without such reports the site has no such page.
 *
 * <p>List the plugin under <code>&lt;reporting&gt;</code> in the pom; <code>mvn verify site</code> then makes the reports and the
 * page.
 *
 * @since 1.0.0
 */
@Mojo(name = "nmse-site", threadSafe = true)
public final class NmseSiteMojo extends AbstractMojo implements MavenReport {

    private static final String PAGE = "nmse-check";

    private static final List<String> REPORTS = List.of("nmse-check.json", "conversion-check.json");

    /**
     * The folder of the reports, each in a subfolder named after its execution. Not set: <code>model-conversion</code> in
     * the project's output folder.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.reportDirectory")
    private String reportDirectory;

    @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true, required = true)
    private File outputDirectory;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Override
    public void execute() throws MojoExecutionException {
        List<Path> reports = jsonReports();
        if (reports.isEmpty()) {
            throw new MojoExecutionException("Expected JSON reports of checks in " + directory()
                    + ", found none. Run the checks first, as in mvn verify site.");
        }
        write(reports);
    }

    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            write(jsonReports());
        } catch (MojoExecutionException failed) {
            throw new MavenReportException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private void write(List<Path> reports) throws MojoExecutionException {
        Path module = project().getBasedir().toPath();
        List<CollectedReport> collected = new ArrayList<>();
        for (Path report : reports) {
            String check = report.getName(report.getNameCount() - 2).toString();
            collected.add(CollectedReport.ofModule(report, module, module, check));
        }
        GateReport all = CollectedReport.all(collected, List.of());
        ReportContext context = new ReportContext(
                execution.getVersion(), project().getArtifactId(), CollectedReport.onlyWarn(collected));
        Path page = outputDirectory.toPath().resolve(PAGE + ".html");
        try {
            AtomicFile.write(page, AtomicFile.of(ReportFormat.HTML.render(all, context)));
        } catch (IOException failed) {
            throw new MojoExecutionException("Cannot write " + page + ": " + FileFailure.reason(failed) + ".", failed);
        }
    }

    private List<Path> jsonReports() throws MojoExecutionException {
        new GivenParameters(session, project(), execution).refuseUnknown();
        Path directory = directory();
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.flatMap(folder -> REPORTS.stream().map(folder::resolve))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new MojoExecutionException(
                    "Cannot list " + directory + ": " + FileFailure.reason(unreadable) + ".", unreadable);
        }
    }

    private MavenProject project() {
        return session.getCurrentProject();
    }

    private Path directory() throws MojoExecutionException {
        return ReportFolder.all(
                new Setting("reportDirectory", reportDirectory),
                project().getBasedir().toPath(),
                Path.of(project().getBuild().getDirectory()));
    }

    @Override
    public boolean canGenerateReport() throws MavenReportException {
        try {
            return !jsonReports().isEmpty();
        } catch (MojoExecutionException failed) {
            throw new MavenReportException(String.valueOf(failed.getMessage()), failed);
        }
    }

    /** The page is complete: the site links to it and adds nothing around it. */
    @Override
    public boolean isExternalReport() {
        return true;
    }

    /** Its replacement calls it, and older site plugins know only this method. */
    @Override
    @SuppressWarnings("deprecation")
    public String getOutputName() {
        return PAGE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Model Conversion";
    }

    @Override
    public String getDescription(Locale locale) {
        return "Whether the converted models compute what their originals compute.";
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        outputDirectory = directory;
    }

    @Override
    public File getReportOutputDirectory() {
        return outputDirectory;
    }
}
