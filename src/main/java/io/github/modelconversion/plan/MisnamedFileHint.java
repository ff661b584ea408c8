package io.github.modelconversion.plan;

import io.github.modelconversion.input.npy.Pickle;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Suggests an existing file that was probably meant when an output is missing. Such files are never used. */
final class MisnamedFileHint {

    private static final int MOST_NAMED = 3;

    private final OutputRequest request;
    private final OutputKind kind;
    private final GateRequest gate;

    /** The files in the missing file's directory, sorted by name. */
    private final List<Path> there;

    private MisnamedFileHint(OutputRequest request, OutputKind kind, GateRequest gate) {
        this.request = request;
        this.kind = kind;
        this.gate = gate;
        this.there = siblings(request.candidates().get(0));
    }

    /** Returns a sentence about the likeliest file; empty if there is none. */
    static Optional<String> of(OutputRequest request, OutputKind kind, GateRequest gate) {
        MisnamedFileHint lookalikes = new MisnamedFileHint(request, kind, gate);
        return lookalikes
                .misnamed()
                .or(lookalikes::ofOtherKind)
                .or(lookalikes::pickled)
                .or(lookalikes::inOtherFormat)
                .or(lookalikes::ofOtherModels);
    }

    private Optional<String> misnamed() {
        List<String> names = request.candidates().stream()
                .map(Path::getFileName)
                .map(String::valueOf)
                .toList();
        return find(name -> names.stream().anyMatch(name::equalsIgnoreCase))
                .map(file ->
                        file + " differs from it only in upper and lower case: rename the file, or correct the name")
                .or(() -> find(isNamed(cut(request.model()), kind, true))
                        .map(file -> file + " is there: llama-debug cuts a model's name at its last dot."
                                + " Rename the file, or correct the name"))
                .or(() -> find(isNamed("", kind, false))
                        .filter(file -> request.side() == Side.REFERENCE)
                        .map(file -> file + " is there: a slash at the end of MODEL_PATH makes"
                                + " run-org-model.py leave out the model's name. Run it again without the slash, or rename"
                                + " the file"));
    }

    private static String cut(String model) {
        int dot = model.lastIndexOf('.');
        return dot > 0 ? model.substring(0, dot) : model;
    }

    private Optional<String> ofOtherKind() {
        boolean embeddings = kind == OutputKind.EMBEDDINGS;
        OutputKind other = embeddings ? OutputKind.LOGITS : OutputKind.EMBEDDINGS;
        return find(isNamed(request.model(), other, false))
                .map(file -> file + " is there, which holds "
                        + (embeddings ? "logits: leave kind out" : "embeddings: set kind to embeddings")
                        + " to compare them");
    }

    private Optional<String> pickled() {
        Path missing = request.candidates().get(0);
        return there.stream()
                .filter(file -> Pickle.isNamed(file, Container.stem(missing)))
                .findFirst()
                .map(file -> gate.nameOf(file) + " is there, a pickle, which is not read since that runs its code:"
                        + " in PyTorch write logits.float().cpu().numpy().tofile('" + Container.stem(missing)
                        + ".bin'), or numpy.save('" + Container.stem(missing) + ".npy', logits.float().cpu().numpy())");
    }

    /** Covers a file that was set explicitly. */
    private Optional<String> inOtherFormat() {
        Path missing = request.candidates().get(0);
        return there.stream()
                .filter(file -> Container.of(file).isPresent())
                .filter(file -> Container.stem(file).equals(Container.stem(missing)))
                .findFirst()
                .map(file ->
                        gate.nameOf(file) + " is there: set " + request.side().label() + "File to it if it is the one");
    }

    /** Files of the same model in other types come first. */
    private Optional<String> ofOtherModels() {
        List<Path> outputs =
                there.stream().filter(file -> isOutput(file) && !isAsked(file)).toList();
        List<Path> ofOtherTypes = outputs.stream()
                .filter(file -> withoutType(model(file)).equalsIgnoreCase(withoutType(request.model())))
                .toList();
        return named(ofOtherTypes, "another type of the same model", "other types of the same model")
                .or(() -> named(outputs, "an output of another model", "outputs of other models"));
    }

    private Optional<String> named(List<Path> files, String one, String several) {
        int more = files.size() - MOST_NAMED;
        String parameter = request.side() == Side.REFERENCE ? "modelPath" : "convertedModel";
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(files.stream().limit(MOST_NAMED).map(gate::nameOf).collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " more" : "")
                        + (files.size() > 1 ? " are there, " + several : " is there, " + one)
                        + ": correct " + parameter + (files.size() > 1 ? " if one of them" : " if it") + " is meant");
    }

    /** Returns whether a file is named as the tools name an output of this side and kind. */
    private boolean isOutput(Path file) {
        String stem = Container.stem(file);
        boolean companion = stem.endsWith("-tokens")
                || stem.endsWith("-prompt")
                || (kind != OutputKind.EMBEDDINGS && stem.endsWith(OutputKind.EMBEDDINGS.suffix()));
        int least = request.side().prefix().length() + kind.suffix().length();
        return request.isByName()
                && Container.of(file).isPresent()
                && stem.length() > least
                && stem.startsWith(request.side().prefix())
                && stem.endsWith(kind.suffix())
                && !companion;
    }

    private String model(Path output) {
        String stem = Container.stem(output);
        return stem.substring(
                request.side().prefix().length(), stem.length() - kind.suffix().length());
    }

    private static String withoutType(String model) {
        return Quantization.ofName(model)
                .map(type -> model.substring(0, model.toUpperCase(Locale.ROOT).lastIndexOf(type.name()) - 1))
                .orElse(model);
    }

    /** Returns whether another comparison requests the file; such a file is not worth a hint. */
    private boolean isAsked(Path file) {
        return gate.pairs().stream()
                .flatMap(pair -> Stream.of(pair.reference(), pair.test()))
                .anyMatch(other -> other.candidates().contains(file));
    }

    private Optional<String> find(Predicate<String> name) {
        return there.stream()
                .filter(file -> name.test(String.valueOf(file.getFileName())))
                .findFirst()
                .map(gate::nameOf);
    }

    /** Returns a test for the file name of a model's output; it never matches if the missing file was set explicitly. */
    private Predicate<String> isNamed(String model, OutputKind ofKind, boolean inAnyCase) {
        List<String> names = request.isByName()
                ? Arrays.stream(Container.values())
                        .map(container -> request.side().prefix() + model + ofKind.suffix() + container.ending())
                        .toList()
                : List.of();
        return name -> names.stream().anyMatch(inAnyCase ? name::equalsIgnoreCase : name::equals);
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
