package io.github.modelconversion.original;

import io.github.modelconversion.input.file.InputFile;
import io.github.modelconversion.input.file.NotDataException;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.safetensors.SafetensorsDirectory;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the weight files in an original model's folder and reads their headers. */
final class WeightFiles {

    private static final String INDEX = "model.safetensors.index.json";
    private static final long MOST_INDEX_BYTES = 64L << 20;
    private static final String AGAIN = "Download the model again";

    private final Path folder;
    private final String name;

    WeightFiles(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    OriginalWeights read() throws IOException {
        Map<String, String> index = index();
        List<String> files =
                index.isEmpty() ? names("model", ".safetensors") : List.copyOf(new TreeSet<>(index.values()));
        if (files.isEmpty()) {
            List<String> pickles = names("pytorch_model", ".bin");
            OriginalWeights.Form form = pickles.isEmpty() ? OriginalWeights.Form.NONE : OriginalWeights.Form.PICKLE;
            return new OriginalWeights(form, pickles.size(), Map.of());
        }
        Map<String, OriginalTensor> tensors = new TreeMap<>();
        for (String file : files) {
            for (OriginalTensor tensor : tensors(file)) {
                OriginalTensor earlier = tensors.put(tensor.name(), tensor);
                if (earlier != null) {
                    throw new UnusableInputException(
                            place(file),
                            "expected each tensor in one file, found " + tensor.name() + " in "
                                    + earlier.file().getFileName() + " too"
                                    + (index.isEmpty() ? "" : "; " + INDEX + " names both files"),
                            AGAIN);
                }
            }
        }
        for (Map.Entry<String, String> entry : index.entrySet()) {
            if (!tensors.containsKey(entry.getKey())) {
                throw new UnusableInputException(
                        place(entry.getValue()),
                        "expected the tensor " + entry.getKey() + ", as " + INDEX + " says, found none of that name",
                        AGAIN);
            }
        }
        return new OriginalWeights(OriginalWeights.Form.SAFETENSORS, files.size(), tensors);
    }

    /** Returns the file of each tensor; empty if there is no index. */
    private Map<String, String> index() throws IOException {
        Path file = folder.resolve(INDEX);
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(file)) {
            JsonValue map = JsonValue.read(file, place(INDEX), MOST_INDEX_BYTES).get("weight_map");
            if (map.fields().isEmpty()) {
                throw map.problem("expected the file of each tensor, found no tensor");
            }
            for (Map.Entry<String, JsonValue> entry : map.fields().entrySet()) {
                String part = entry.getValue().text();
                if (!part.matches("[\\w.-]+\\.safetensors")) {
                    throw entry.getValue().problem("expected the name of a safetensors file, found '" + part + "'");
                }
                files.put(entry.getKey(), part);
            }
        }
        return files;
    }

    private List<String> names(String start, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.startsWith(start) && file.endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    private List<OriginalTensor> tensors(String part) throws IOException {
        Path file = folder.resolve(part);
        if (!Files.exists(file)) {
            throw new UnusableInputException(
                    place(part), "expected this file, which " + INDEX + " names, found none", AGAIN);
        }
        try (FileChannel channel = InputFile.open(file)) {
            SafetensorsDirectory directory =
                    SafetensorsDirectory.read(Channels.newInputStream(channel), channel.size(), place(part));
            List<OriginalTensor> tensors = new ArrayList<>();
            for (SafetensorsDirectory.Entry entry : directory.entries()) {
                tensors.add(new OriginalTensor(
                        entry.name(), entry.type(), entry.shape(), file, directory.dataStart() + entry.begin()));
            }
            return tensors;
        } catch (NotDataException standIn) {
            throw UnusableInputException.of(place(part), standIn);
        }
    }

    private String place(String file) {
        return name + "/" + file;
    }
}
