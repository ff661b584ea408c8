package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.engine.CommandLine;
import io.github.modelconversion.engine.Engine;
import io.github.modelconversion.engine.Executables;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.text.Printable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The tools to run.
 *
 * @param kind what they write
 * @param executables finds them
 */
public record EngineSettings(OutputKind kind, Executables executables) {

    private static final String LLAMA_DEBUG = "llama-debug";

    /** Options that the goal sets itself; a second one would win, and the outputs would be missed. */
    private static final Set<String> OURS = Set.of(
            "-m",
            "--model",
            "-f",
            "--file",
            "-p",
            "--prompt",
            "-bf",
            "--binary-file",
            "-e",
            "--escape",
            "--no-escape",
            "--save-logits",
            "--logits-output-dir",
            "--embedding",
            "--embeddings");

    private static final Set<String> PLACEHOLDERS = Set.of(Engine.MODEL, Engine.PROMPT, Engine.OUTPUT);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z_]+}");

    /** Returns llama-debug. */
    public Engine llamaDebug(Setting executable, List<Setting> arguments, Path base) throws MojoExecutionException {
        for (Setting argument : arguments) {
            String option = argument.text().orElseThrow().split("=", 2)[0];
            if (OURS.contains(option)) {
                throw argument.invalid("options that the goal does not set itself, found " + option
                        + ". The model, the prompt, the folder and the kind have parameters of their own");
            }
        }
        String name = executable.text().orElse(LLAMA_DEBUG);
        Path found = executables
                .find(name)
                .orElseThrow(() -> new MojoExecutionException(notFound(name, base)
                        + "\nllama-debug is a part of llama.cpp (https://github.com/ggml-org/llama.cpp). To build it there:"
                        + "\n  cmake -B build && cmake --build build --target llama-debug"
                        + "\nThen set <llamaDebug> in the plugin's configuration or -Dnmse.llamaDebug to"
                        + " build/bin/llama-debug in that folder, or add its folder to the PATH."));
        return Engine.llamaDebug(
                kind,
                found,
                arguments.stream().map(one -> one.text().orElseThrow()).toList(),
                base);
    }

    /** Returns the tool that runs the original model; empty if none is set. */
    public Optional<Engine> reference(Setting command, Path base) throws MojoExecutionException {
        if (command.text().isEmpty()) {
            return Optional.empty();
        }
        List<String> words = words(command);
        for (String required : List.of(Engine.MODEL, Engine.PROMPT)) {
            if (words.stream().noneMatch(word -> word.contains(required))) {
                throw command.invalid("a command that contains " + required
                        + ", such as python3 run-org-model.py -m {model} -f {prompt}");
            }
        }
        String name = words.get(0);
        Path found = executables
                .find(name)
                .orElseThrow(() -> new MojoExecutionException(notFound(name, base)
                        + "\nIt is the first word of 'referenceCommand' (-Dnmse.referenceCommand): set it to an executable"
                        + " on the PATH, or to a path relative to the project."));
        return Optional.of(Engine.reference(kind, found, words.subList(1, words.size()), base));
    }

    private static List<String> words(Setting command) throws MojoExecutionException {
        List<String> words;
        try {
            words = CommandLine.split(command.text().orElseThrow());
        } catch (IllegalArgumentException unclosed) {
            throw command.invalid(String.valueOf(unclosed.getMessage()));
        }
        for (String word : words) {
            Matcher placeholder = PLACEHOLDER.matcher(word);
            while (placeholder.find()) {
                if (!PLACEHOLDERS.contains(placeholder.group())) {
                    throw command.invalid(
                            "only the placeholders {model}, {prompt} and {output}, found " + placeholder.group());
                }
            }
        }
        return words;
    }

    private static String notFound(String name, Path base) {
        boolean path = name.contains("/") || name.contains("\\");
        return "Expected an executable " + Printable.line(name) + (path ? "" : " on the PATH") + ", found "
                + (path ? whatIsAt(name, base) : "none") + ".";
    }

    private static String whatIsAt(String name, Path base) {
        try {
            Path file = base.resolve(name);
            if (Files.isDirectory(file)) {
                return "a folder";
            }
            return Files.isRegularFile(file) ? "a file that may not be executed" : "none";
        } catch (InvalidPathException impossible) {
            return "none";
        }
    }
}
