package io.github.modelconversion.plan.request;

import io.github.modelconversion.input.file.Gzip;
import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One side of a requested comparison.
 *
 * @param side which side it is
 * @param model the model's name
 * @param candidates the files that may hold its output; the first existing one is used
 * @param elementType the type of the values in a file without a header
 */
public record OutputRequest(Side side, String model, List<Path> candidates, ElementType elementType) {

    /** Copies the candidates. */
    public OutputRequest {
        candidates = List.copyOf(candidates);
    }

    /** Returns the request for an output with the tools' file name, in any readable format, compressed or not. */
    public static OutputRequest inDirectory(Side side, OutputKind kind, String model, Path directory) {
        List<Path> candidates = new ArrayList<>();
        for (String compression : List.of("", Gzip.ENDING)) {
            String name = side.prefix() + model + kind.suffix();
            for (Container container : Container.values()) {
                candidates.add(directory.resolve(name + container.ending() + compression));
            }
            if (kind.hasDistributions()) {
                candidates.add(directory.resolve(name + KldFile.ENDING + compression));
            }
        }
        return new OutputRequest(side, model, candidates, ElementType.FLOAT32);
    }

    /** Returns whether the file is looked up by the tools' naming scheme rather than set explicitly. */
    public boolean isByName() {
        return candidates.size() > 1;
    }

    /** Returns the file to use; empty if none exists. */
    public Optional<Path> found() {
        for (Path candidate : candidates) {
            if (Files.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    boolean isMissing() {
        return found().isEmpty();
    }

    /** Returns the size of the file in bytes; 0 if unknown. */
    public long bytes() {
        return candidates.stream()
                .map(Path::toFile)
                .filter(File::isFile)
                .findFirst()
                .map(File::length)
                .orElse(0L);
    }

    /** Returns the request for an explicitly set file. */
    public static OutputRequest file(Side side, String model, Path file) {
        return new OutputRequest(side, model, List.of(file), ElementType.FLOAT32);
    }

    /** Returns this request with another value type for a file without a header. */
    public OutputRequest of(ElementType type) {
        return new OutputRequest(side, model, candidates, type);
    }
}
