package io.github.modelconversion.plan;

import io.github.modelconversion.input.file.Gzip;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.OutputKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains why a side has no file to open and what to do about it. */
final class MissingFile {

    private MissingFile() {}

    /**
     * Returns why there is nothing to open; empty if there is a file.
     *
     * @param found the file to use, if one exists
     */
    static Optional<Finding> of(OutputRequest request, Optional<Path> found, OutputKind kind, GateRequest gate) {
        Optional<String> obstacle = found.isPresent() ? obstacle(found.get()) : Optional.of("does not exist");
        return obstacle.isPresent()
                ? Optional.of(finding(request, found, obstacle.get(), kind, gate))
                : Optional.empty();
    }

    private static Finding finding(
            OutputRequest request, Optional<Path> found, String obstacle, OutputKind kind, GateRequest gate) {
        return new Finding(
                Code.MISSING_FILE,
                Severity.WARNING,
                "expected the " + request.side().label() + " output of " + request.model()
                        + place(request, found, obstacle, gate) + ". "
                        + request.side().origin(kind) + " first, or " + parameter(request) + "."
                        + (found.isPresent()
                                ? ""
                                : MisnamedFileHint.of(request, kind, gate)
                                        .map(lookalike -> " " + lookalike + ".")
                                        .orElse("")),
                Map.of());
    }

    private static Optional<String> obstacle(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of("is a directory");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("is not a regular file");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("is not readable");
    }

    private static String place(OutputRequest request, Optional<Path> found, String obstacle, GateRequest gate) {
        return found.map(path -> ", " + gate.nameOf(path) + " " + obstacle)
                .or(() -> withoutDirectory(request, gate))
                .orElseGet(() -> ", found none of: " + lookedFor(request, gate));
    }

    private static String lookedFor(OutputRequest request, GateRequest gate) {
        return request.candidates().stream()
                .skip(1)
                .filter(candidate -> !Gzip.isNamed(candidate))
                .map(String::valueOf)
                .map(other -> ", " + other.substring(other.lastIndexOf('.')))
                .collect(Collectors.joining("", gate.nameOf(request.candidates().get(0)), ""));
    }

    private static String parameter(OutputRequest request) {
        return request.isByName()
                ? "set dataDirectory to the folder that it wrote to"
                : "correct " + request.side().label() + "File";
    }

    /** Returns that the directory is absent, or that nobody can tell what it holds; empty if neither. */
    private static Optional<String> withoutDirectory(OutputRequest request, GateRequest gate) {
        Path directory = request.candidates().get(0).toAbsolutePath().getParent();
        if (directory == null || (Files.isDirectory(directory) && Files.isExecutable(directory))) {
            return Optional.empty();
        }
        return Optional.of(" in the directory " + gate.nameOf(directory)
                + (Files.notExists(directory) ? ", which does not exist" : ", which cannot be read"));
    }
}
