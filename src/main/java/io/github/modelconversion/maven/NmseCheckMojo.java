package io.github.modelconversion.maven;

import io.github.modelconversion.diagnosis.Rules;
import io.github.modelconversion.diagnosis.Vocabulary;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.GateRequest;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.logits.Layout;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.FailureMessage;
import io.github.modelconversion.report.LogLine;
import io.github.modelconversion.report.ReportContext;
import io.github.modelconversion.report.ReportFormat;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Checks whether a converted model still computes what its original computes: compares the logits that both wrote for
 * the same prompt and breaks the build when their normalised mean squared error (NMSE) is not below the limit.
 *
 * <pre>{@code
 * <plugin>
 *   <groupId>io.github.modelconversion</groupId>
 *   <artifactId>model-conversion-maven-plugin</artifactId>
 *   <version>...</version>
 *   <executions>
 *     <execution>
 *       <goals>
 *         <goal>nmse-check</goal>
 *       </goals>
 *       <configuration>
 *         <modelPath>models/tiny</modelPath>
 *         <convertedModel>models/tiny-Q8_0.gguf</convertedModel>
 *       </configuration>
 *     </execution>
 *   </executions>
 * </plugin>
 * }</pre>
 *
 * <p>This compares <code>data/pytorch-tiny.bin</code> with <code>data/llamacpp-tiny-Q8_0.bin</code>. An empty parameter
 * counts as not set, and relative paths lie below the project, or below the working directory when there is no pom.
 *
 * @since 1.0.0
 */
@Mojo(name = "nmse-check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class NmseCheckMojo extends LimitedMojo {

    /**
     * Path of the original model. Its last component, without an ending <code>.gguf</code>, names the reference:
     * <code>models/tiny</code> stands for <code>data/pytorch-tiny.bin</code>. The model itself need not exist. Not set:
     * the environment variable <code>MODEL_PATH</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.modelPath")
    private String modelPath;

    /**
     * Path of the converted model. Its last component, without an ending <code>.gguf</code>, names the output that is
     * judged: <code>models/tiny-Q8_0.gguf</code> stands for <code>data/llamacpp-tiny-Q8_0.bin</code>. The model itself
     * need not exist. Not set: the environment variable <code>CONVERTED_MODEL</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModel")
    private String convertedModel;

    /**
     * Paths of several conversions of the original model, such as <code>models/tiny-Q8_0.gguf</code> and
     * <code>models/tiny-Q4_K_M.gguf</code>, each judged like a <code>convertedModel</code>, which is then not set.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModels")
    private List<String> convertedModels = List.of();

    /**
     * The directory of both outputs, such as <code>build/logits</code>. A <code>.bin</code> file is looked for first,
     * then <code>.npy</code>, then <code>.txt</code>. Not set: <code>data</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.dataDirectory")
    private String dataDirectory;

    /**
     * Several data directories, one for each prompt: all conversions are judged in each. A component may be a pattern, such
     * as <code>prompts/*&#47;data</code>. <code>dataDirectory</code> is then not set.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.dataDirectories")
    private List<String> dataDirectories = List.of();

    /**
     * What becomes of a conversion without an output in a data directory: <code>fail</code>, or <code>skip</code>, which
     * lists it in the report. Nothing compared at all breaks the build in any case.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.missing", defaultValue = "fail")
    private String missing;

    /**
     * The reference's file, such as <code>dumps/original.npy</code>, named outright instead of through
     * <code>modelPath</code>. Ends in <code>.bin</code>, <code>.npy</code>, <code>.txt</code> or <code>.kld</code>. Only together with
     * <code>testFile</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.referenceFile")
    private String referenceFile;

    /**
     * The file that is judged, such as <code>dumps/converted.npy</code>, named outright instead of through
     * <code>convertedModel</code>. Ends in <code>.bin</code>, <code>.npy</code>, <code>.txt</code> or <code>.kld</code>. Only together with
     * <code>referenceFile</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.testFile")
    private String testFile;

    /**
     * What the outputs hold: <code>logits</code> or <code>embeddings</code>. Embeddings are read from
     * <code>pytorch-tiny-embeddings.bin</code> and <code>llamacpp-tiny-Q8_0-embeddings.bin</code> and are judged by their
     * mean cosine similarity.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.kind", defaultValue = "logits")
    private String kind;

    /**
     * How many rows a file without dimensions has, such as <code>124</code>: one for each token position. Not set: it
     * follows from <code>width</code>, or there is one row. A two-dimensional <code>.npy</code> has its own rows.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.positions")
    private String positions;

    /**
     * How many values a row of a file without dimensions has, such as <code>32000</code>: the size of the vocabulary or
     * of an embedding. Not set: it follows from <code>positions</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.width")
    private String width;

    /**
     * What to do with logits whose rows are longer on one side, as a padded vocabulary makes them: <code>strict</code>
     * fails, <code>common</code> judges the entries that both sides have, and fails when the others get more than 0.001 of
     * a row's probability.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.vocabulary", defaultValue = "strict")
    private String vocabulary;

    /**
     * Whether an output fails that is more than 10 minutes older than its model: the file of the converted model, or the
     * newest file of weights in the original model's directory. With <code>false</code> it is a warning. After a checkout
     * all files have the same age, so there it says nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.failOnStale", defaultValue = "false")
    private String failOnStale;

    /**
     * Whether a conversion that is not good enough breaks the build; with <code>false</code> it is a warning. Input that
     * is missing or cannot be used breaks the build all the same.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.failOnViolation", defaultValue = "true")
    private String failOnViolation;

    /**
     * The most threads to use for a comparison, such as <code>4</code>. Small files use one, and the figures are the same
     * to the last bit for any number. Not set: as many as the machine has processors.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.threads")
    private String threads;

    /**
     * Whether to skip the check.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.skip", defaultValue = "false")
    private String skip;

    /**
     * Where reports go, each execution into a folder of its own, named by its id. Not set: <code>model-conversion</code>
     * in the project's output folder, or <code>target/model-conversion</code> when there is no pom.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.reportDirectory")
    private String reportDirectory;

    /**
     * The formats of the reports, each a file: <code>json</code>, <code>junit</code>, <code>markdown</code>,
     * <code>openmetrics</code> and <code>benchmark</code>. Not set: the first three.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.formats")
    private List<String> formats = List.of();

    /**
     * Whether the Markdown report is appended to the summary of a GitHub job: <code>auto</code> does so where the
     * environment variable <code>GITHUB_STEP_SUMMARY</code> is set, and writes one <code>::error</code> line for a check
     * that fails; <code>never</code> does neither.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.githubSummary", defaultValue = "auto")
    private String githubSummary;

    @Parameter(defaultValue = "${env.GITHUB_STEP_SUMMARY}", readonly = true)
    private String stepSummary;

    @Parameter(defaultValue = "${env.MODEL_PATH}", readonly = true)
    private String modelPathInEnvironment;

    @Parameter(defaultValue = "${env.CONVERTED_MODEL}", readonly = true)
    private String convertedModelInEnvironment;

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File baseDirectory;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        ReportFolder reports = reportFolder();
        reports.delete();
        if (new Setting("skip", skip).flag(false)) {
            getLog().info("nmse-check is skipped by " + whatSkips());
            return;
        }
        boolean onlyWarn = !new Setting("failOnViolation", failOnViolation).flag(true);
        Set<ReportFormat> reportFormats = reportFormats();
        GithubSummary summary = GithubSummary.of(new Setting("githubSummary", githubSummary), stepSummary);
        GateRequest request = request();
        int mostThreads = (int) new Setting("threads", threads)
                .positiveInteger(Integer.MAX_VALUE)
                .orElse(Runtime.getRuntime().availableProcessors());
        GateReport report = new Gate(mostThreads, new ProgressLog(getLog()::info, System::nanoTime)).check(request);
        String reportName = request.nameOf(reports.path(reportFormats.iterator().next()));
        new ConsoleReport(onlyWarn, reportName).render(report).forEach(this::log);
        ReportContext context = new ReportContext(execution.getVersion(), checkName(), onlyWarn);
        for (ReportFormat format : reportFormats) {
            reports.write(format, format.render(report, context));
        }
        summary.append(report, context, reportName, getLog());
        breakBuild(report, onlyWarn, reportName);
    }

    private GateRequest request() throws MojoExecutionException {
        ModelSetting reference =
                new ModelSetting(new Setting("modelPath", modelPath), "MODEL_PATH", modelPathInEnvironment);
        List<ModelSetting> tests = convertedModels();
        Setting givenReference = new Setting("referenceFile", referenceFile);
        Setting givenTest = new Setting("testFile", testFile);
        OutputKind outputKind = new Setting("kind", kind).choice(OutputKind.LOGITS);
        Layout layout = new Layout(
                new Setting("positions", positions).positiveInteger(Long.MAX_VALUE),
                new Setting("width", width).positiveInteger(Long.MAX_VALUE));
        RequestBuilder builder = new RequestBuilder(
                base(),
                outputKind,
                layout,
                limitPolicy(),
                new Rules(
                        new Setting("vocabulary", vocabulary).choice(Vocabulary.STRICT),
                        new Setting("failOnStale", failOnStale).flag(false)),
                new Setting("missing", missing).choice(GateRequest.Missing.FAIL),
                missingFileHint());
        GateRequest request =
                givenReference.text().isPresent() || givenTest.text().isPresent()
                        ? builder.byFiles(reference, only(tests), givenReference, givenTest)
                        : builder.byModels(reference, tests, dataDirectories());
        sayWhichModelsAreAbsent(reference, tests);
        return request;
    }

    private List<ModelSetting> convertedModels() throws MojoExecutionException {
        Setting single = new Setting("convertedModel", convertedModel);
        List<Setting> several = settings("convertedModels", convertedModels);
        if (several.isEmpty()) {
            return List.of(new ModelSetting(single, "CONVERTED_MODEL", convertedModelInEnvironment));
        }
        requireOneForm(single, "convertedModels");
        return several.stream()
                .map(setting -> new ModelSetting(setting, "CONVERTED_MODEL", null))
                .toList();
    }

    private List<Path> dataDirectories() throws MojoExecutionException {
        Setting single = new Setting("dataDirectory", dataDirectory);
        List<Setting> several = settings("dataDirectories", dataDirectories);
        if (several.isEmpty()) {
            return List.of(single.path(base()).orElse(base().resolve("data")));
        }
        requireOneForm(single, "dataDirectories");
        Set<Path> directories = new LinkedHashSet<>();
        for (Setting setting : several) {
            directories.addAll(new DirectoryPattern(setting).expand(base()));
        }
        return List.copyOf(directories);
    }

    private static List<Setting> settings(String name, List<String> values) {
        return values.stream()
                .map(value -> new Setting(name, value))
                .filter(setting -> setting.text().isPresent())
                .toList();
    }

    private static void requireOneForm(Setting single, String several) throws MojoExecutionException {
        if (single.text().isPresent()) {
            throw new MojoExecutionException("Parameters '" + single.name() + "' (-Dnmse." + single.name() + ") and '"
                    + several + "' (-Dnmse." + several + ") exclude each other: set one of them.");
        }
    }

    private static ModelSetting only(List<ModelSetting> tests) throws MojoExecutionException {
        if (tests.size() > 1) {
            throw new MojoExecutionException("Parameter 'testFile' (-Dnmse.testFile) is the output of one model, found "
                    + tests.size() + " in 'convertedModels' (-Dnmse.convertedModels). Set 'convertedModel'.");
        }
        return tests.get(0);
    }

    private void sayWhichModelsAreAbsent(ModelSetting reference, List<ModelSetting> tests) {
        List<String> absent = Stream.concat(Stream.of(reference), tests.stream())
                .map(model -> model.absent(base()))
                .flatMap(Optional::stream)
                .toList();
        if (!absent.isEmpty()) {
            getLog().info("Not here, so only the name counts: " + String.join(", ", absent));
        }
    }

    private Path base() {
        return baseDirectory.toPath();
    }

    private boolean hasPom() {
        return project.getFile() != null;
    }

    private Set<ReportFormat> reportFormats() throws MojoExecutionException {
        Set<ReportFormat> chosen = new LinkedHashSet<>();
        for (Setting setting : settings("formats", formats)) {
            chosen.add(setting.choice(ReportFormat.JSON));
        }
        return chosen.isEmpty()
                ? new LinkedHashSet<>(List.of(ReportFormat.JSON, ReportFormat.JUNIT, ReportFormat.MARKDOWN))
                : chosen;
    }

    /** Returns what tells this check from others of the same build. */
    private String checkName() {
        return hasPom() ? project.getArtifactId() + " " + execution.getExecutionId() : execution.getExecutionId();
    }

    private ReportFolder reportFolder() throws MojoExecutionException {
        Path output = hasPom() ? Path.of(project.getBuild().getDirectory()) : base().resolve("target");
        Path directory =
                new Setting("reportDirectory", reportDirectory).path(base()).orElse(output.resolve("model-conversion"));
        return ReportFolder.in(directory, execution.getExecutionId());
    }

    private String whatSkips() {
        String property = session.getUserProperties().getProperty("nmse.skip", "");
        return property.strip().equalsIgnoreCase("true")
                ? "the user property nmse.skip (-Dnmse.skip)"
                : "its configuration: <skip> or the property nmse.skip in the pom";
    }

    private String missingFileHint() {
        return hasPom() && "pom".equals(project.getPackaging())
                ? "This project has packaging pom: a plugin in a parent's <build> runs in the parent too. Put it into the"
                        + " modules that have the outputs, or set nmse.skip to true in the parent."
                : "";
    }

    private void log(LogLine line) {
        switch (line.level()) {
            case INFO -> getLog().info(line.text());
            case WARNING -> getLog().warn(line.text());
            case ERROR -> getLog().error(line.text());
        }
    }

    private static void breakBuild(GateReport report, boolean onlyWarn, String reportName)
            throws MojoExecutionException, MojoFailureException {
        if (report.verdict() == Verdict.PASS) {
            return;
        }
        if (report.unusable()) {
            throw new MojoExecutionException(FailureMessage.of(report, reportName));
        }
        boolean warned = onlyWarn && report.verdict() == Verdict.FAIL;
        if (!warned) {
            throw new MojoFailureException(FailureMessage.of(report, reportName));
        }
    }
}
