package io.github.modelconversion.maven;

import io.github.modelconversion.conversion.Acceptance;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.ModelComparison;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.reuse.CheckedInputs;
import io.github.modelconversion.input.file.FileState;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.GgufException;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.maven.parameter.ModelSetting;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.original.OriginalWeights;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.result.output.Quantization;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.text.Counted;
import io.github.modelconversion.weight.compare.WeightSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The comparisons that conversion-check makes.
 *
 * @param base the directory that relative paths start from
 * @param checks the checks to run
 * @param acceptances the findings to accept
 * @param original the folder of the original
 * @param converted the GGUF files
 * @param sample the weights to compare
 */
record ConversionRequest(
        BaseDirectory base,
        Set<Check> checks,
        List<Acceptance> acceptances,
        ModelSetting original,
        List<ModelSetting> converted,
        WeightSample sample) {

    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    /**
     * Returns what the result follows from; empty if a file is missing or its state cannot be read.
     *
     * @param version the plugin's version
     * @param plugin the plugin's file
     */
    Optional<CheckedInputs> inputs(String version, Optional<Path> plugin) {
        Optional<Path> folder = original.file(base.path());
        List<Path> files = new ArrayList<>();
        for (ModelSetting setting : converted) {
            setting.file(base.path()).ifPresent(files::add);
        }
        Map<String, String> parameters = Map.of(
                "checks",
                checks.toString(),
                "sample",
                String.valueOf(sample.share()),
                "accept",
                acceptances.stream().map(Acceptance::text).collect(Collectors.joining("\n")),
                "modelPath",
                folder.map(base::nameOf).orElse(""),
                "convertedModels",
                files.stream().map(base::nameOf).collect(Collectors.joining("\n")));
        plugin.ifPresent(files::add);
        try {
            return folder.isEmpty()
                    ? Optional.empty()
                    : Optional.of(CheckedInputs.of(version, parameters, folder.get(), files));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Compares the original with each GGUF file. If a file is missing or unusable, the others are compared nevertheless.
     *
     * @param threads the threads to use
     * @param progress creates the receiver of a comparison's progress
     * @param told receives each pair as soon as it is judged
     * @throws MojoExecutionException if a parameter is not set
     */
    List<JudgedModel> judge(Threads threads, Supplier<Progress> progress, Consumer<JudgedModel> told)
            throws MojoExecutionException {
        Path folder = original.requiredFile(base.path(), "the folder of the original model");
        List<Path> files = new ArrayList<>();
        for (ModelSetting setting : converted) {
            files.add(setting.requiredFile(base.path(), "the GGUF file of the converted model"));
        }
        String name = base.nameOf(folder);
        OriginalFolder read = null;
        List<JudgedModel> models = new ArrayList<>();
        for (Path file : files) {
            String convertedName = base.nameOf(file);
            JudgedModel model;
            try {
                read = read == null ? OriginalFolder.read(folder, name) : read;
                model = judgeUnchanged(read, file, convertedName, threads, progress);
            } catch (CancellationException interrupted) {
                throw interrupted;
            } catch (IOException | RuntimeException | OutOfMemoryError problem) {
                model = JudgedModel.unusable(name, convertedName, checks, reason(problem, name, convertedName));
            }
            told.accept(model);
            models.add(model);
        }
        return models;
    }

    /** Returns which file is unusable, why, and what to do. */
    private static String reason(Throwable problem, String original, String converted) {
        String both = original + " or " + converted;
        if (problem instanceof OutOfMemoryError) {
            return both + ": expected memory to compare them, found too little: the heap has "
                    + Runtime.getRuntime().maxMemory() / BYTES_PER_MEGABYTE
                    + " MB. Give Maven more memory, such as MAVEN_OPTS=-Xmx1g";
        }
        // Two messages already say where the problem is.
        if (problem instanceof JsonException) {
            return problem.getMessage() + ". Check the file, or download the model again";
        }
        if (problem instanceof GgufException) {
            return converted + ": " + problem.getMessage() + ". Convert the model again";
        }
        UnusableInputException unusable = problem instanceof IOException reason
                ? UnusableInputException.of(both, reason)
                : UnusableInputException.ofDefect(both, (RuntimeException) problem);
        return String.valueOf(unusable.getMessage());
    }

    private JudgedModel judgeUnchanged(
            OriginalFolder folder, Path file, String name, Threads threads, Supplier<Progress> progress)
            throws IOException {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new UnusableInputException(
                    name,
                    "expected a GGUF file, found " + (Files.isDirectory(file) ? "a folder" : "nothing"),
                    "Set convertedModel to the converted model");
        }
        List<FileState> states = states(folder, file);
        JudgedModel model;
        try {
            model = judge(folder, file, name, threads, progress);
        } catch (IOException broken) {
            requireSame(states);
            throw broken;
        }
        requireSame(states);
        return model;
    }

    private JudgedModel judge(
            OriginalFolder folder, Path file, String name, Threads threads, Supplier<Progress> progress)
            throws IOException {
        GgufParts parts = GgufParts.read(file);
        parts.requireWhole();
        ModelComparison comparison = ModelComparison.of(folder, parts, name, checks);
        if (checks.contains(Check.WEIGHTS)) {
            comparison = comparison.withValues(folder, parts, sample, threads, progress.get());
        }
        return JudgedModel.of(
                new JudgedModel.Side(
                        folder.name(),
                        folder.config().architecture().orElse("no architecture") + ", " + files(folder.weights()),
                        folder.weights().tensors().size()),
                new JudgedModel.Side(
                        name,
                        comparison.architecture()
                                + Quantization.ofFileType(parts.metadata().whole("general.file_type"))
                                        .map(type -> ", " + type)
                                        .orElse("")
                                + (parts.hasImatrix() ? ", importance matrix" : ""),
                        parts.tensors().size()),
                comparison,
                checks,
                acceptances);
    }

    /** Returns the states of all files with weights before they are read. */
    private List<FileState> states(OriginalFolder folder, Path file) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (Path part : GgufParts.named(file)) {
            if (Files.exists(part)) {
                files.add(part);
            }
        }
        folder.weights().tensors().values().forEach(tensor -> files.add(tensor.file()));
        List<FileState> states = new ArrayList<>();
        for (Path each : files) {
            states.add(FileState.of(each, base.nameOf(each)));
        }
        return states;
    }

    private static void requireSame(List<FileState> states) throws UnusableInputException {
        for (FileState state : states) {
            state.requireSame();
        }
    }

    private static String files(OriginalWeights weights) {
        return Counted.of(weights.files(), "weight file");
    }
}
