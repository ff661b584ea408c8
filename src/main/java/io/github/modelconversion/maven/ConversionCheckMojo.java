package io.github.modelconversion.maven;

import io.github.modelconversion.conversion.Acceptance;
import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.reuse.CheckedInputs;
import io.github.modelconversion.conversion.reuse.Manifest;
import io.github.modelconversion.maven.output.GithubSummary;
import io.github.modelconversion.maven.output.ProgressLog;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.report.ConversionConsole;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.weight.compare.WeightSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks a GGUF file against the original model's folder without running either model: its metadata must match config.json,
 * its tokenizer must be the original's, and it must have every tensor of the original under the right name, with the right
 * shape and with the original's weights, apart from the rounding of their type.
 *
 * <p>{@code <modelPath>models/tiny</modelPath>}<br>
 * {@code <convertedModel>models/tiny-Q8_0.gguf</convertedModel>}
 *
 * @since 1.0.0
 */
@Mojo(name = "conversion-check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class ConversionCheckMojo extends GoalMojo {

    /**
     * The original model's folder, such as <code>models/tiny</code>, which holds config.json. Not set: the environment
     * variable <code>MODEL_PATH</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.modelPath")
    private String modelPath;

    /**
     * The GGUF file of the converted model, such as <code>models/tiny-Q8_0.gguf</code>; the first file of a split model. Not
     * set: the environment variable <code>CONVERTED_MODEL</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModel")
    private String convertedModel;

    /**
     * The GGUF files of several conversions of the same original, such as
     * <code>models/tiny-f16.gguf,models/tiny-Q8_0.gguf</code>. Cannot be combined with <code>convertedModel</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModels")
    private List<String> convertedModels = List.of();

    /**
     * What to check: <code>metadata</code>, <code>tokenizer</code> and <code>weights</code> (the names, shapes and values of
     * all tensors). Not set: all three.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.checks")
    private List<String> checks = List.of();

    /**
     * Findings to accept, such as <code>METADATA_DIFFERS:context_length</code>: a finding's code, optionally followed by a
     * colon and a part of its message, where <code>*</code> matches any characters. Accepted findings are listed but do not
     * fail the check.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.accept")
    private List<String> accept = List.of();

    /**
     * Whether an incorrect conversion breaks the build; with <code>false</code> it only warns. A missing or damaged file
     * always breaks the build.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.failOnViolation", defaultValue = "true")
    private String failOnViolation;

    /**
     * Maximum number of threads for comparing weights, such as <code>4</code>. The results are identical to the last bit for
     * any number of threads. Not set: the number of processors.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.threads")
    private String threads;

    /**
     * The share of the weights to compare, greater than 0 and at most 1, for a quick look: <code>0.1</code> reads a tenth of
     * every large tensor, in evenly spread pieces. The log, the verdict and the reports say that, and what was not compared.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.sample", defaultValue = "1")
    private String sample;

    /**
     * Whether to check again although no input has changed since an earlier run passed, whose result would be reused.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.force", defaultValue = "false")
    private String force;

    private Optional<Manifest> earlier = Optional.empty();

    @Override
    String reportName() {
        return "conversion-check";
    }

    @Override
    void beforeReportsAreDeleted(GoalRun run) throws MojoExecutionException {
        earlier = run.reportFolder().earlier();
    }

    @Override
    void skipped(GoalRun run) {
        run.noteSkipped();
    }

    @Override
    void run(GoalRun run) throws MojoExecutionException, MojoFailureException {
        boolean onlyWarns = !new Setting("failOnViolation", failOnViolation).flag(true);
        List<ReportFormat> chosen = chosenFormats(run);
        GithubSummary summary = run.githubSummary();
        ConversionRequest request = new ConversionRequest(
                new BaseDirectory(run.base()),
                chosenChecks(),
                acceptances(),
                run.original(modelPath),
                run.converted(convertedModel, convertedModels),
                new WeightSample(new Setting("sample", sample).share().orElse(1.0)));
        if (!request.checks().contains(Check.WEIGHTS) && request.sample().share() < 1) {
            run.ineffective()
                    .none("sample", "only weights are sampled, and checks leaves them out. Remove it, or add weights");
        }
        Optional<CheckedInputs> inputs = request.inputs(run.version(), run.pluginFile());
        ConversionConsole console = new ConversionConsole(onlyWarns);
        ConversionReport report = ConversionReport.of(
                models(request, inputs, model -> console.lines(model).forEach(run::log), run), request.acceptances());
        console.end(report).forEach(run::log);
        run.requireDeleted();
        ReportContext context = run.context(onlyWarns);
        List<String> written = write(report, chosen, context, run);
        if (report.verdict() == Verdict.PASS
                && inputs.filter(before -> before.isSettled(Instant.now())).isPresent()
                && inputs.equals(request.inputs(run.version(), run.pluginFile()))) {
            run.reportFolder().write(inputs.get(), report.models());
        }
        run.noteReport();
        run.say("Report     " + String.join(", ", written));
        summary.append(
                ReportFormat.MARKDOWN.render(report, context).orElseThrow(),
                console.annotation(report),
                context,
                run.log());
        conclude(report, onlyWarns, written.get(0));
    }

    /** Returns the models, compared now or by an earlier run. */
    private List<JudgedModel> models(
            ConversionRequest request, Optional<CheckedInputs> inputs, Consumer<JudgedModel> told, GoalRun run)
            throws MojoExecutionException {
        int mostThreads = new Setting("threads", threads).threads();
        boolean forced = new Setting("force", force).flag(false);
        Optional<List<JudgedModel>> unchanged =
                earlier.filter(manifest -> !forced).flatMap(manifest -> inputs.flatMap(manifest::modelsOf));
        if (unchanged.isPresent()) {
            run.say("Reused     the result of an earlier run: no input has changed since it passed. Set force"
                    + " (-Dnmse.force) to true to check again");
            unchanged.get().forEach(told);
            return unchanged.get();
        }
        try (Threads pool = Threads.start(mostThreads)) {
            return request.judge(pool, () -> new ProgressLog(run::say, System::nanoTime), told);
        }
    }

    private List<ReportFormat> chosenFormats(GoalRun run) throws MojoExecutionException {
        List<ReportFormat> chosen = run.reportFormats().stream()
                .filter(format -> !format.isForFigures())
                .toList();
        if (chosen.isEmpty()) {
            throw new MojoExecutionException("Parameter 'formats' (-Dnmse.formats) has only formats for figures, and"
                    + " conversion-check has no figures. Expected one of: json, junit, markdown, html.");
        }
        return chosen;
    }

    private static List<String> write(
            ConversionReport report, List<ReportFormat> chosen, ReportContext context, GoalRun run)
            throws MojoExecutionException {
        for (ReportFormat format : chosen) {
            run.reportFolder().write(format, format.render(report, context).orElseThrow());
        }
        List<String> names = new ArrayList<>();
        for (ReportFormat format : ReportFormat.toRead(chosen)) {
            names.add(new BaseDirectory(run.base()).nameOf(run.reportFolder().path(format)));
        }
        return names;
    }

    private static void conclude(ConversionReport report, boolean onlyWarns, String reportName)
            throws MojoExecutionException, MojoFailureException {
        if (report.unusable()) {
            throw new MojoExecutionException(ConversionConsole.failure(report, reportName));
        }
        boolean warned = onlyWarns && report.verdict() == Verdict.FAIL;
        if (report.verdict() != Verdict.PASS && !warned) {
            throw new MojoFailureException(ConversionConsole.failure(report, reportName));
        }
    }

    private Set<Check> chosenChecks() throws MojoExecutionException {
        Set<Check> chosen = EnumSet.noneOf(Check.class);
        for (Setting setting : Setting.each("checks", checks)) {
            chosen.add(setting.choice(Check.METADATA));
        }
        return chosen.isEmpty() ? EnumSet.allOf(Check.class) : chosen;
    }

    private List<Acceptance> acceptances() throws MojoExecutionException {
        List<Acceptance> all = new ArrayList<>();
        for (Setting setting : Setting.each("accept", accept)) {
            all.add(Acceptance.parse(setting.text().orElse(""))
                    .orElseThrow(() -> setting.invalid("the code of a finding, or a code, a colon and a part of its"
                            + " message, such as METADATA_DIFFERS:context_length")));
        }
        return all;
    }
}
