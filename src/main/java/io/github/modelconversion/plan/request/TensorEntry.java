package io.github.modelconversion.plan.request;

import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.file.FileState;
import io.github.modelconversion.input.file.Gzip;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.text.NaturalOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tensor of a file, or of a file in a directory.
 *
 * @param state the file's state before its tensors were listed
 * @param label a unique name within the output: the tensor's name, in a directory preceded by the file name without ending;
 *     empty for the only tensor of a file without names
 * @param tensor the tensor
 * @param bytes the file size divided by the number of its tensors: the approximate size of this one
 * @param tokens the tensor that holds the prompt's token ids in the same file; empty if there is none
 */
public record TensorEntry(FileState state, String label, Tensor tensor, long bytes, Optional<Tensor> tokens) {

    /** Returns the file's name in messages. */
    public String fileName() {
        return state.name();
    }

    /** Returns the file. */
    public Path file() {
        return state.path();
    }

    /** Returns the number of tensors and the names of the first ones. */
    public static String names(List<TensorEntry> entries) {
        String first =
                entries.stream().limit(MOST_NAMED).map(TensorEntry::label).collect(Collectors.joining(", "));
        int more = entries.size() - MOST_NAMED;
        return entries.isEmpty() ? "none" : entries.size() + ": " + first + (more > 0 ? " and " + more + " more" : "");
    }

    /** Returns the label, if it has one. */
    public Optional<String> optionalLabel() {
        return label.isEmpty() ? Optional.empty() : Optional.of(label);
    }

    /** Endings of the files that accompany an output. */
    private static final List<String> COMPANIONS = List.of("-tokens.bin", "-prompt.txt");

    private static final int MOST_NAMED = 8;

    /**
     * The contents of a file or a directory.
     *
     * @param entries the tensors
     * @param others files in the directory without tensors
     * @param keepsOrder whether the tensors are in computation order
     */
    public record Listing(List<TensorEntry> entries, List<Path> others, boolean keepsOrder) {}

    /**
     * Returns the tensors of a file, or of all files in a directory, in order.
     *
     * @param names returns the name of a file for messages
     */
    public static Listing list(OutputRequest output, Function<Path, String> names) throws IOException {
        Path path = output.found().orElseThrow();
        ElementType type = output.elementType();
        if (Files.isDirectory(path)) {
            return ofDirectory(path, names, type);
        }
        Container container = Container.of(path).orElseThrow();
        return new Listing(ofFile(path, names.apply(path), "", container, type), List.of(), container.keepsOrder());
    }

    private static List<TensorEntry> ofFile(Path file, String name, String stem, Container container, ElementType type)
            throws IOException {
        FileState state = FileState.of(file, name);
        List<Tensor> tensors = ContainerReader.tensors(container, file, name, type);
        long bytes = state.size() / Math.max(1, tensors.size());
        Tensor tokens = null;
        for (Tensor tensor : tensors) {
            boolean isOfTokens =
                    tensor.content() == Tensor.Content.INTEGERS && tensor.name().equals(Tokens.TENSOR);
            tokens = tokens == null && isOfTokens ? tensor : tokens;
        }
        List<TensorEntry> entries = new ArrayList<>();
        for (Tensor tensor : tensors) {
            if (tokens == null || !tensor.equals(tokens)) {
                entries.add(
                        new TensorEntry(state, label(stem, tensor.name()), tensor, bytes, Optional.ofNullable(tokens)));
            }
        }
        return entries;
    }

    private static String label(String stem, String name) {
        return stem.isEmpty() || name.isEmpty() ? stem + name : stem + "/" + name;
    }

    /** Of files that differ only in the ending, uses the one preferred in output lookup. */
    private static Listing ofDirectory(Path directory, Function<Path, String> names, ElementType type)
            throws IOException {
        List<Path> others = new ArrayList<>();
        Map<String, Path> byStem = new TreeMap<>(new NaturalOrder());
        for (Path file : files(directory, names)) {
            Optional<Container> container = Container.of(file).filter(known -> !Files.isDirectory(file));
            if (container.isEmpty()) {
                others.add(file);
            } else {
                byStem.merge(Container.stem(file), file, TensorEntry::first);
            }
        }
        List<TensorEntry> entries = new ArrayList<>();
        for (Map.Entry<String, Path> file : byStem.entrySet()) {
            Container container = Container.of(file.getValue()).orElseThrow();
            String name = names.apply(file.getValue());
            entries.addAll(ofFile(file.getValue(), name, file.getKey(), container, type));
        }
        return new Listing(entries, others, false);
    }

    private static List<Path> files(Path directory, Function<Path, String> names) throws IOException {
        try {
            return files(directory);
        } catch (UncheckedIOException unreadable) {
            throw UnusableInputException.ofDirectory(
                    names.apply(directory), Objects.requireNonNull(unreadable.getCause()));
        } catch (IOException unreadable) {
            throw UnusableInputException.ofDirectory(names.apply(directory), unreadable);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files =
                    all.filter(file -> !name(file).startsWith(".")).sorted().toList();
            return files.stream().filter(file -> !isCompanion(file, files)).toList();
        }
    }

    private static boolean isCompanion(Path file, List<Path> files) {
        return COMPANIONS.stream()
                .filter(ending -> Gzip.unpacked(name(file)).endsWith(ending))
                .map(ending -> Gzip.unpacked(name(file)))
                .map(name -> name.substring(0, name.lastIndexOf('-')))
                .anyMatch(output -> files.stream()
                        .anyMatch(other -> Container.of(other).isPresent()
                                && Container.stem(other).equals(output)));
    }

    /** Prefers uncompressed files, then the order of the containers. */
    private static Path first(Path one, Path other) {
        return Stream.of(one, other)
                .min(Comparator.comparing(Gzip::isNamed)
                        .thenComparing(file -> Container.of(file).orElseThrow()))
                .orElseThrow();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
