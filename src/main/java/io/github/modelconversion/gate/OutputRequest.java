package io.github.modelconversion.gate;

import io.github.modelconversion.logits.Container;
import io.github.modelconversion.logits.OutputKind;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One side that is to be compared.
 *
 * @param side which side it is
 * @param model the model's name
 * @param candidates the files that may hold its output; the first that exists counts
 */
public record OutputRequest(Side side, String model, List<Path> candidates) {

    /** Copies the candidates. */
    public OutputRequest {
        candidates = List.copyOf(candidates);
    }

    /** Returns the request for an output under the name that the tools give it, in any format that can be read. */
    public static OutputRequest inDirectory(Side side, OutputKind kind, String model, Path directory) {
        List<Path> candidates = Arrays.stream(Container.values())
                .map(container -> directory.resolve(side.prefix() + model + kind.suffix() + container.ending()))
                .toList();
        return new OutputRequest(side, model, candidates);
    }

    /** Returns whether the file was not named outright, but is looked for by the name that the tools give it. */
    boolean isByName() {
        return candidates.size() > 1;
    }

    boolean isMissing() {
        return candidates.stream().noneMatch(Files::exists);
    }

    /** Returns the size of the file in bytes; 0 where it is not known. */
    long bytes() {
        return candidates.stream()
                .map(Path::toFile)
                .filter(File::isFile)
                .findFirst()
                .map(File::length)
                .orElse(0L);
    }

    /** Returns the request for an output in a file that was named outright. */
    public static OutputRequest file(Side side, String model, Path file) {
        return new OutputRequest(side, model, List.of(file));
    }
}
