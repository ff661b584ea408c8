package io.github.modelconversion.conversion;

import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.result.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An original and its GGUF file, which tests may change before the comparison. */
record Pair(OriginalCopy original, GgufCopy converted) {

    static final Path FOLDER = Path.of("testdata", "conversions");

    /** Returns a real pair. */
    static Pair real(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        return new Pair(OriginalCopy.read(folder), GgufCopy.read(folder.resolve(name + ".gguf.head")));
    }

    ModelComparison compare(Path directory) throws IOException {
        return compare(original.write(directory.resolve("original")), converted, directory);
    }

    static ModelComparison compare(OriginalFolder original, GgufCopy converted, Path directory) throws IOException {
        return ModelComparison.of(
                original,
                GgufParts.read(converted.write(directory.resolve("model.gguf"))),
                "model.gguf",
                Set.of(Check.METADATA, Check.WEIGHTS));
    }

    List<Finding> findings(Path directory) throws IOException {
        return findings(compare(directory));
    }

    static List<Finding> findings(ModelComparison result) {
        return Stream.concat(result.metadata().findings().stream(), result.tensors().findings().stream())
                .distinct()
                .toList();
    }
}
