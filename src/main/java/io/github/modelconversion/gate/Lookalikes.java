package io.github.modelconversion.gate;

import io.github.modelconversion.logits.Container;
import io.github.modelconversion.logits.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for files that lie where an output is missing and are likely the one that was meant. They are never taken. */
final class Lookalikes {

    private Lookalikes() {}

    /** Returns a sentence about the likeliest file; empty where there is none. */
    static Optional<String> of(OutputRequest request, OutputKind kind, GateRequest gate) {
        List<String> names = request.candidates().stream()
                .map(Path::getFileName)
                .map(String::valueOf)
                .toList();
        List<Path> there = siblings(request.candidates().get(0));
        return find(there, name -> names.stream().anyMatch(name::equalsIgnoreCase))
                .map(file -> gate.nameOf(file)
                        + " differs from it only in upper and lower case: rename the file, or correct the name")
                .or(() -> find(there, name -> cut(request, kind).anyMatch(name::equalsIgnoreCase))
                        .map(file -> gate.nameOf(file) + " lies there: llama-debug cuts a model's name at its last dot."
                                + " Rename the file, or correct the name"))
                .or(() -> find(there, name -> withoutModel(request, kind).anyMatch(name::equals))
                        .map(file -> gate.nameOf(file) + " lies there: a slash at the end of MODEL_PATH makes"
                                + " run-org-model.py leave out the model's name. Run it again without the slash, or rename"
                                + " the file"));
    }

    private static Optional<Path> find(List<Path> files, Predicate<String> name) {
        return files.stream()
                .filter(file -> name.test(String.valueOf(file.getFileName())))
                .findFirst();
    }

    private static Stream<String> cut(OutputRequest request, OutputKind kind) {
        int dot = request.model().lastIndexOf('.');
        return dot > 0 && request.isByName() ? names(request, request.model().substring(0, dot), kind) : Stream.empty();
    }

    private static Stream<String> withoutModel(OutputRequest request, OutputKind kind) {
        return request.side() == Side.REFERENCE && request.isByName() ? names(request, "", kind) : Stream.empty();
    }

    private static Stream<String> names(OutputRequest request, String model, OutputKind kind) {
        return Arrays.stream(Container.values())
                .map(container -> request.side().prefix() + model + kind.suffix() + container.ending());
    }

    private static List<Path> siblings(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
