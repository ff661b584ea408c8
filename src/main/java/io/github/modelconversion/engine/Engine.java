package io.github.modelconversion.engine;

import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tool that writes outputs, and how it is called.
 *
 * @param side the side whose outputs it writes
 * @param kind what it writes
 * @param executable the tool
 * @param arguments its arguments, in which {@value #MODEL}, {@value #PROMPT} and {@value #OUTPUT} stand for the model, the
 *     file with the prompt and the folder to write to
 */
public record Engine(Side side, OutputKind kind, Path executable, List<String> arguments) {

    public static final String MODEL = "{model}";
    public static final String PROMPT = "{prompt}";
    public static final String OUTPUT = "{output}";

    /** Copies the list. */
    public Engine {
        arguments = List.copyOf(arguments);
    }

    /**
     * Returns llama-debug, which runs a converted model.
     *
     * @param more further arguments; those that name files become absolute
     * @param base the directory of these files
     */
    public static Engine llamaDebug(OutputKind kind, Path executable, List<String> more, Path base) {
        List<String> arguments = new ArrayList<>(
                List.of("-m", MODEL, "-f", PROMPT, "--no-escape", "--save-logits", "--logits-output-dir", OUTPUT));
        if (kind == OutputKind.EMBEDDINGS) {
            arguments.add("--embedding");
        }
        arguments.addAll(absolute(more, base));
        return new Engine(Side.TEST, kind, executable, arguments);
    }

    /**
     * Returns a tool that runs an original model.
     *
     * @param base the directory of the files that arguments name; such arguments become absolute, since the tool may run in
     *     another directory
     */
    public static Engine reference(OutputKind kind, Path executable, List<String> arguments, Path base) {
        return new Engine(Side.REFERENCE, kind, executable, absolute(arguments, base));
    }

    private static List<String> absolute(List<String> arguments, Path base) {
        return arguments.stream().map(argument -> absolute(argument, base)).toList();
    }

    private static String absolute(String argument, Path base) {
        try {
            Path file = base.resolve(argument);
            return !argument.isBlank() && Files.isRegularFile(file)
                    ? file.toAbsolutePath().normalize().toString()
                    : argument;
        } catch (InvalidPathException notAFile) {
            return argument;
        }
    }

    /** Returns the tool's name in messages. */
    String name() {
        return String.valueOf(executable.getFileName());
    }

    /** Returns whether the tool is told where to write; else it writes into {@code data} in its working directory. */
    boolean isToldWhereToWrite() {
        return arguments.stream().anyMatch(argument -> argument.contains(OUTPUT));
    }

    /** Returns the command for a model and a prompt. */
    List<String> command(Path model, Path prompt, Path output) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        for (String argument : arguments) {
            command.add(argument.replace(MODEL, model.toString())
                    .replace(PROMPT, prompt.toString())
                    .replace(OUTPUT, output.toString()));
        }
        return command;
    }

    /**
     * Returns what to set in the tool's environment: llama.cpp's scripts prefer these variables to their arguments, so the
     * caller's must not reach them.
     */
    Map<String, String> environment(Path model) {
        return side == Side.REFERENCE
                ? Map.of("MODEL_PATH", model.toString(), "EMBEDDING_MODEL_PATH", model.toString())
                : Map.of();
    }

    /** Returns the name, without its ending, that the tool gives to the output of a model. */
    String stem(Path model) {
        String name = String.valueOf(model.getFileName());
        int dot = name.lastIndexOf('.');
        // llama-debug cuts a name at its last dot.
        String stem = side == Side.TEST && dot > 0 ? name.substring(0, dot) : name;
        return side.prefix() + stem + kind.suffix();
    }
}
