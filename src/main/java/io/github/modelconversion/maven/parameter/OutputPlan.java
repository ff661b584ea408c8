package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.engine.Engine;
import io.github.modelconversion.engine.NamedPrompt;
import io.github.modelconversion.engine.OutputTask;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.result.output.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;

/** The outputs to make: every model with every prompt. */
public final class OutputPlan {

    private final Path base;
    private final Map<NamedPrompt, Path> directories;
    private final Map<Path, OutputTask> tasks = new LinkedHashMap<>();

    /**
     * A plan without outputs.
     *
     * @param base the directory that relative paths start from
     * @param directories the prompts with their data directories
     */
    public OutputPlan(Path base, Map<NamedPrompt, Path> directories) {
        this.base = base;
        this.directories = new LinkedHashMap<>(directories);
    }

    private static String found(Path model) {
        if (Files.isDirectory(model)) {
            return "a folder: ";
        }
        return Files.isRegularFile(model) ? "a file: " : Files.exists(model) ? "no regular file: " : "nothing: ";
    }

    /**
     * Adds the outputs of a model, one per prompt.
     *
     * @param engine the tool that runs it
     * @param setting the model
     * @param what what the model is, for messages
     */
    public void add(Engine engine, ModelSetting setting, String what) throws MojoExecutionException {
        Path model = setting.requiredFile(base, what).toAbsolutePath().normalize();
        boolean folder = engine.side() == Side.REFERENCE;
        if (!(folder ? Files.isDirectory(model) : Files.isRegularFile(model))) {
            throw new MojoExecutionException("Expected " + what + ", found "
                    + found(model)
                    + new BaseDirectory(base).nameOf(model) + ". Set "
                    + setting.configured().name() + " to it.");
        }
        for (Map.Entry<NamedPrompt, Path> prompt : directories.entrySet()) {
            OutputTask task = new OutputTask(
                    engine,
                    model,
                    setting.requiredName(),
                    prompt.getKey(),
                    prompt.getValue().toAbsolutePath().normalize());
            if (tasks.put(task.output(), task) != null) {
                throw new MojoExecutionException(
                        "Parameter 'convertedModels' (-Dnmse.convertedModels) has two models" + " named "
                                + setting.requiredName() + ", whose outputs would have one name. Rename one of them.");
            }
        }
    }

    public List<OutputTask> tasks() {
        return new ArrayList<>(tasks.values());
    }
}
