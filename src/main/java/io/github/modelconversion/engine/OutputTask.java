package io.github.modelconversion.engine;

import io.github.modelconversion.provenance.RunRecord;
import java.nio.file.Path;
import java.util.List;

/**
 * One output to make.
 *
 * @param engine the tool that writes it
 * @param model the model, as an absolute path without {@code ..}
 * @param modelName the model's name in the output's file name
 * @param prompt the prompt
 * @param dataDirectory the folder of the output
 */
public record OutputTask(Engine engine, Path model, String modelName, NamedPrompt prompt, Path dataDirectory) {

    /** Files that the tools write next to an output, by the end of their names. */
    static final List<String> COMPANIONS = List.of("-tokens.bin", "-prompt.txt");

    static final String VALUES = ".bin";

    /** Returns the output's file. */
    public Path output() {
        return dataDirectory.resolve(stem() + VALUES);
    }

    /** Returns the output's file name without its ending. */
    String stem() {
        return engine.side().prefix() + modelName + engine.kind().suffix();
    }

    /** Returns whether a name is that of the output or of a file next to it. */
    boolean isOurs(String name) {
        return name.equals(stem() + VALUES) || COMPANIONS.stream().anyMatch(ending -> name.equals(stem() + ending));
    }

    /** Returns the name in messages, the same as that of a comparison for a conversion. */
    String name() {
        return modelName + ", " + prompt.name();
    }

    /** Returns the place of the record of what made the output. */
    Path record() {
        return RunRecord.beside(output());
    }
}
