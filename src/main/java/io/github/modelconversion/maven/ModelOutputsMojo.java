package io.github.modelconversion.maven;

import io.github.modelconversion.engine.Engine;
import io.github.modelconversion.engine.Executables;
import io.github.modelconversion.engine.NamedPrompt;
import io.github.modelconversion.engine.OutputRuns;
import io.github.modelconversion.engine.OutputTask;
import io.github.modelconversion.engine.RunSummary;
import io.github.modelconversion.input.file.FileFailure;
import io.github.modelconversion.maven.parameter.EngineSettings;
import io.github.modelconversion.maven.parameter.ModelSetting;
import io.github.modelconversion.maven.parameter.OutputPlan;
import io.github.modelconversion.maven.parameter.PromptDirectories;
import io.github.modelconversion.maven.parameter.PromptsSetting;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.maven.parameter.SingleOrList;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.result.output.OutputKind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes the outputs that <code>nmse-check</code> compares: runs llama-debug for every conversion and every prompt, and, if
 * <code>referenceCommand</code> is set, that command for the original model and every prompt. An output is made only if its
 * model, its prompt, the tool or its arguments changed.
 *
 * <p>{@code <goals><goal>model-outputs</goal><goal>nmse-check</goal></goals>}<br>
 * {@code <prompts><prompt>prompts/hello.txt</prompt></prompts>}
 *
 * @since 1.0.0
 */
@Mojo(
        name = "model-outputs",
        defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
        requiresProject = false,
        threadSafe = true)
public final class ModelOutputsMojo extends AbstractMojo {

    /** Seconds that a tool may take by default: an hour, enough for a large model without a GPU. */
    private static final long USUAL_TIMEOUT = 3600;

    /** Most seconds of a timeout: about 31 years, which a Duration holds in milliseconds. */
    private static final long LONGEST_TIMEOUT = 1_000_000_000;

    private static final int MOST_PARALLEL = 64;

    /**
     * The original model's folder, such as <code>models/tiny</code>, for <code>referenceCommand</code>. Not set: the
     * environment variable <code>MODEL_PATH</code>.
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
     * The GGUF files of several conversions, such as <code>models/tiny-f16.gguf,models/tiny-Q8_0.gguf</code>. Cannot be
     * combined with <code>convertedModel</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModels")
    private List<String> convertedModels = List.of();

    /**
     * The prompts: files such as <code>prompts/*.txt</code>, each named like its file without the ending; texts with a name,
     * such as <code>hello=Hello, my name is</code>; or files with a name, such as <code>long=@prompts/long.txt</code>. Both
     * tools get the same bytes: UTF-8 without line ends after the text. Required.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.prompts")
    private List<String> prompts = List.of();

    /**
     * The directory to write to if there is a single prompt, such as <code>build/logits</code>. Not set: <code>data</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.dataDirectory")
    private String dataDirectory;

    /**
     * The directories to write to, one per prompt: a path in which <code>*</code> stands for the prompt's name, such as
     * <code>${project.build.directory}/outputs/*&#47;data</code>, which <code>nmse-check</code> then reads as a pattern; or
     * directories that are named after the prompts. Cannot be combined with <code>dataDirectory</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.dataDirectories")
    private List<String> dataDirectories = List.of();

    /**
     * What to write: <code>logits</code> of the last position, or <code>embeddings</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.kind", defaultValue = "logits")
    private String kind;

    /**
     * The executable llama-debug, such as <code>${user.home}/llama.cpp/build/bin/llama-debug</code>. Not set:
     * <code>llama-debug</code> on the <code>PATH</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.llamaDebug")
    private String llamaDebug;

    /**
     * More arguments for llama-debug, one in each element, such as <code>-ngl</code> and <code>99</code>. The goal itself
     * sets the model, the prompt, the folder and the kind of the output.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.llamaArguments")
    private List<String> llamaArguments = List.of();

    /**
     * The command that runs the original model, such as <code>python3 llama.cpp/run-org-model.py -m {model} -f
     * {prompt}</code>. <code>{model}</code> is the model's folder, <code>{prompt}</code> a file with the prompt, and
     * <code>{output}</code> the folder to write <code>pytorch-NAME.bin</code> to, where NAME is the last component of
     * <code>modelPath</code>. Without <code>{output}</code> the command runs in a folder of its own, and must write to
     * <code>data</code> in it. No shell is involved; quotes enclose arguments with blanks. Not set: only conversions are run.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.referenceCommand")
    private String referenceCommand;

    /**
     * The seconds that a tool may take for one output, such as <code>600</code>. Then it is killed, with all processes that
     * it started, and no other is started. Not set: <code>3600</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.timeout")
    private String timeout;

    /**
     * The number of tools that run at once, such as <code>2</code>. Each loads a model into memory of its own. Not set:
     * <code>1</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.parallel")
    private String parallel;

    /**
     * Whether to make also outputs that are up to date, for example after an update of a Python library, which the goal
     * cannot see.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.force", defaultValue = "false")
    private String force;

    /**
     * Whether to skip the goal. <code>nmse.skip</code> skips the checks too; to skip this goal alone, set
     * <code>&lt;skip&gt;</code> in its execution. The parameters of a skipped goal are not checked.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.skip", defaultValue = "false")
    private String skip;

    /**
     * The folder for the tools' logs, such as <code>build/reports</code>; each execution writes to a subfolder named after
     * its id, with a folder for each prompt. Not set: <code>model-conversion</code> in the project's output folder, or
     * <code>target/model-conversion</code> if there is no pom.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.reportDirectory")
    private String reportDirectory;

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File baseDirectory;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Override
    public void execute() throws MojoExecutionException {
        GoalRun run = new GoalRun(
                session,
                execution,
                session.getCurrentProject(),
                baseDirectory,
                getLog(),
                new GoalRun.Parameters(skip, reportDirectory, List.of(), null),
                "model-outputs");
        if (run.begin()) {
            run.requireDeleted();
            run(run);
        }
    }

    private void run(GoalRun run) throws MojoExecutionException {
        BaseDirectory base = new BaseDirectory(run.base());
        OutputRuns runs = new OutputRuns(
                run.base(),
                run.reportFolder().directory(),
                Duration.ofSeconds(new Setting("timeout", timeout)
                        .positiveInteger(LONGEST_TIMEOUT)
                        .orElse(USUAL_TIMEOUT)),
                (int) new Setting("parallel", parallel)
                        .positiveInteger(MOST_PARALLEL)
                        .orElse(1),
                new Setting("force", force).flag(false));
        List<OutputTask> tasks = tasks(run);
        RunSummary summary;
        try {
            summary = runs.make(tasks, run::say);
        } catch (IOException unusable) {
            throw new MojoExecutionException("No outputs can be made: " + FileFailure.named(unusable) + ".", unusable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("The build was stopped while outputs were made.", stopped);
        }
        if (summary.failed()) {
            run.log().error(summary.headline());
            summary.failures(base::nameOf).forEach(run.log()::error);
            throw new MojoExecutionException(summary.failure(base::nameOf));
        }
        run.say(summary.headline());
    }

    private List<OutputTask> tasks(GoalRun run) throws MojoExecutionException {
        OutputKind output = new Setting("kind", kind).choice(OutputKind.LOGITS);
        if (output == OutputKind.ACTIVATIONS) {
            throw new Setting("kind", kind).invalid("logits or embeddings: the tools write no activations");
        }
        List<NamedPrompt> texts = new PromptsSetting(Setting.each("prompts", prompts), run.base()).read();
        Map<NamedPrompt, Path> directories = new PromptDirectories(
                        SingleOrList.of(
                                new Setting("dataDirectory", dataDirectory), "dataDirectories", dataDirectories),
                        run.base())
                .of(texts);
        EngineSettings engines = new EngineSettings(
                output,
                new Executables(
                        run.base(),
                        Optional.ofNullable(run.environment("PATH")).orElse(""),
                        Optional.ofNullable(run.environment("PATHEXT")).orElse(""),
                        File.separatorChar == '\\'));
        OutputPlan plan = new OutputPlan(run.base(), directories);
        Optional<Engine> reference = engines.reference(new Setting("referenceCommand", referenceCommand), run.base());
        if (reference.isPresent()) {
            plan.add(reference.get(), run.original(modelPath), "the folder of the original model");
        }
        Engine debug = engines.llamaDebug(
                new Setting("llamaDebug", llamaDebug), Setting.each("llamaArguments", llamaArguments), run.base());
        for (ModelSetting model : run.converted(convertedModel, convertedModels)) {
            plan.add(debug, model, "the GGUF file of the converted model");
        }
        return plan.tasks();
    }
}
