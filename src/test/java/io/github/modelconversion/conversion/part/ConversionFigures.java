package io.github.modelconversion.conversion.part;

import io.github.modelconversion.conversion.ModelComparison;
import io.github.modelconversion.conversion.metadata.MetadataResult;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.conversion.tensor.TensorValues;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.weight.compare.WeightSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Prints the results of comparing whole pairs: for each folder NAME, the original NAME/NAME with every NAME/*.gguf. */
public final class ConversionFigures {

    private ConversionFigures() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Range> ranges = new TreeMap<>();
        try (Threads threads = Threads.start(Runtime.getRuntime().availableProcessors())) {
            for (Path folder : sorted(Path.of(arguments[0]), Files::isDirectory)) {
                String name = String.valueOf(folder.getFileName());
                OriginalFolder original = OriginalFolder.read(folder.resolve(name), name);
                for (Path file : sorted(folder, path -> path.toString().endsWith(".gguf"))) {
                    GgufParts parts = GgufParts.read(file);
                    ModelComparison result = ModelComparison.of(
                                    original,
                                    parts,
                                    String.valueOf(file.getFileName()),
                                    Set.of(Check.METADATA, Check.WEIGHTS))
                            .withValues(original, parts, WeightSample.ALL, threads, Progress.NONE);
                    System.out.println(file.getFileName() + ": " + figures(result) + "; "
                            + result.tensors().usual() + " as usual");
                    Stream.concat(result.metadata().findings().stream(), result.tensors().findings().stream())
                            .forEach(finding -> System.out.println("    " + finding.code() + " " + finding.message()));
                    result.tensors().entries().forEach(entry -> add(ranges, entry.values()));
                }
            }
        }
        ranges.forEach((type, range) -> System.out.println(type + " " + range));
    }

    /** The smallest and largest NMSE and slope among the tensors of a type. */
    private record Range(DoubleSummaryStatistics nmse, DoubleSummaryStatistics slope) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d tensors, NMSE %.2e to %.2e, slope %.5f to %.5f",
                    nmse.getCount(),
                    nmse.getMin(),
                    nmse.getMax(),
                    slope.getMin(),
                    slope.getMax());
        }
    }

    private static void add(Map<String, Range> ranges, TensorValues values) {
        if (values.compared()) {
            Range range = ranges.computeIfAbsent(
                    values.type().orElseThrow(),
                    type -> new Range(new DoubleSummaryStatistics(), new DoubleSummaryStatistics()));
            range.nmse().accept(values.nmse().orElseThrow());
            range.slope().accept(values.slope().orElseThrow());
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
