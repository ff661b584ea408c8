package io.github.modelconversion.conversion.part;

import io.github.modelconversion.conversion.ModelComparison;
import io.github.modelconversion.conversion.metadata.MetadataResult;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Prints what comparing whole pairs gives: for each folder NAME in a folder, the original NAME/NAME against every
 * NAME/*.gguf.
 */
public final class ConversionFigures {

    private ConversionFigures() {}

    public static void main(String[] arguments) throws IOException {
        for (Path folder : sorted(Path.of(arguments[0]), Files::isDirectory)) {
            String name = String.valueOf(folder.getFileName());
            OriginalFolder original = OriginalFolder.read(folder.resolve(name), name);
            for (Path file : sorted(folder, path -> path.toString().endsWith(".gguf"))) {
                ModelComparison result = ModelComparison.of(
                        original,
                        GgufParts.read(file),
                        String.valueOf(file.getFileName()),
                        Set.of(Check.METADATA, Check.WEIGHTS));
                System.out.println(file.getFileName() + ": " + figures(result));
                Stream.concat(result.metadata().findings().stream(), result.tensors().findings().stream())
                        .forEach(finding -> System.out.println("    " + finding.code() + " " + finding.message()));
            }
        }
    }

    public static String figures(ModelComparison result) {
        MetadataResult metadata = result.metadata();
        TensorResult tensors = result.tensors();
        return metadata.count(MetadataEntry.Verdict.AGREES) + " agree, "
                + metadata.count(MetadataEntry.Verdict.NOT_STATED) + " not stated, "
                + metadata.count(MetadataEntry.Verdict.DEFAULT) + " default, "
                + metadata.count(MetadataEntry.Verdict.NOT_CHECKED) + " not checked; "
                + tensors.count(TensorEntry.Verdict.AGREES) + " of "
                + tensors.entries().size() + " tensors agree, " + tensors.leftOut() + " left out";
    }

    private static List<Path> sorted(Path folder, java.util.function.Predicate<Path> filter) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(filter).sorted().toList();
        }
    }
}
