package io.github.modelconversion.input.gguf;

import io.github.modelconversion.result.output.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A converted model in one GGUF file, or in the several that llama-gguf-split makes of one. The first file has all metadata.
 *
 * @param parts the files in order, at least one; tensor names are unique across them
 */
public record GgufParts(List<GgufMetadata> parts) {

    /** The keys that llama-quantize writes if it is given an importance matrix begin with this. */
    private static final String IMATRIX = "quantize.imatrix.";

    private static final Pattern NAME = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.gguf");

    /** Copies the list. */
    public GgufParts {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a file and, if it is the first of several, the others.
     *
     * @throws GgufException if a file is not GGUF or is damaged, if the file is one of several but not the first, if one of
     *     the others is missing, or if they do not belong together
     * @throws IOException if a file cannot be read
     */
    public static GgufParts read(Path file) throws IOException {
        GgufMetadata first = GgufMetadata.read(file);
        OptionalLong count = first.whole("split.count");
        if (count.orElse(1) <= 1) {
            return new GgufParts(List.of(first));
        }
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches() || count.getAsLong() != Integer.parseInt(name.group(3))) {
            throw new GgufException("expected a name that ends in -00001-of-"
                    + String.format(Locale.ROOT, "%05d", count.getAsLong())
                    + ".gguf, as split.count says, found " + file.getFileName());
        }
        if (Integer.parseInt(name.group(2)) != 1) {
            throw new GgufException("expected the first part of the model, " + name.group(1) + "-00001-of-"
                    + name.group(3) + ".gguf, found part " + Integer.parseInt(name.group(2)));
        }
        List<GgufMetadata> parts = new ArrayList<>(List.of(first));
        for (int i = 2; i <= count.getAsLong(); i++) {
            parts.add(part(sibling(file, name, i), i, count.getAsLong()));
        }
        requireNamesOnce(parts);
        return new GgufParts(parts);
    }

    /**
     * Returns the files of a model by their names alone: if the name is that of the first of several, all of them.
     *
     * @param file the model, or its first file; whether it exists does not matter
     */
    public static List<Path> named(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches() || Integer.parseInt(name.group(2)) != 1) {
            return List.of(file);
        }
        return IntStream.rangeClosed(1, Math.max(1, Integer.parseInt(name.group(3))))
                .mapToObj(number -> sibling(file, name, number))
                .toList();
    }

    private static Path sibling(Path file, Matcher name, int number) {
        return file.resolveSibling(
                String.format(Locale.ROOT, "%s-%05d-of-%s.gguf", name.group(1), number, name.group(3)));
    }

    private static GgufMetadata part(Path file, int number, long count) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new GgufException("expected " + count + " parts, found no " + file.getFileName());
        }
        GgufMetadata part = GgufMetadata.read(file);
        OptionalLong ordinal = part.whole("split.no");
        if (ordinal.orElse(-1) != number - 1 || part.whole("split.count").orElse(0) != count) {
            throw new GgufException("expected split.no " + (number - 1) + " and split.count " + count + " in "
                    + file.getFileName() + ", found " + (ordinal.isPresent() ? ordinal.getAsLong() : "none") + " and "
                    + part.whole("split.count").orElse(0));
        }
        return part;
    }

    private static void requireNamesOnce(List<GgufMetadata> parts) throws GgufException {
        Set<String> names = new HashSet<>();
        for (GgufMetadata part : parts) {
            for (GgufDirectory.Entry tensor : part.directory().tensors()) {
                if (!names.add(tensor.name())) {
                    throw new GgufException("expected each tensor in one part, found " + tensor.name() + " in two");
                }
            }
        }
    }

    /**
     * Checks that each file is long enough for its tensors. Of a tensor of an unknown type only the beginning is checked.
     *
     * @throws GgufException when a file is cut, or a tensor cannot have its type or place
     * @throws IOException when a file's size cannot be read
     */
    public void requireWhole() throws IOException {
        for (GgufMetadata part : parts) {
            long size = Files.size(part.file());
            for (GgufDirectory.Entry tensor : part.directory().tensors()) {
                requireInside(part.file(), size - part.directory().dataStart(), tensor);
            }
        }
    }

    private static void requireInside(Path file, long data, GgufDirectory.Entry tensor) throws GgufException {
        Optional<TensorType> type = TensorType.of(tensor.type());
        OptionalLong bytes = type.isPresent() ? type.get().bytes(tensor.dimensions()) : OptionalLong.of(0);
        if (bytes.isEmpty()) {
            throw new GgufException("expected dimensions that " + type.orElseThrow() + " can have for " + tensor.name()
                    + ", found " + tensor.dimensions() + " in " + file.getFileName());
        }
        if (tensor.offset() < 0 || tensor.offset() > data || bytes.getAsLong() > data - tensor.offset()) {
            throw new GgufException("expected " + bytes.getAsLong() + " bytes of " + tensor.name() + " from byte "
                    + Long.toUnsignedString(tensor.offset()) + " of the data on, found the end of the data at byte "
                    + Math.max(0, data) + " in " + file.getFileName() + ": the file was cut");
        }
    }

    /** Returns the metadata. */
    public GgufMetadata metadata() {
        return parts.get(0);
    }

    /** Returns whether the file was quantized with an importance matrix. */
    public boolean hasImatrix() {
        return metadata().values().keySet().stream().anyMatch(key -> key.startsWith(IMATRIX));
    }

    /** Returns the tensors of all parts. */
    public List<GgufDirectory.Entry> tensors() {
        return parts.stream()
                .flatMap(part -> part.directory().tensors().stream())
                .toList();
    }
}
