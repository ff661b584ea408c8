package io.github.modelconversion.report.words;

import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Skipped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Short, human-readable names of one report's comparisons: variant, prompt and tensor, such as {@code tiny-Q8_0, hello,
 * tensor logits}. The prompt is what distinguishes the data directories.
 */
public final class ComparisonNames {

    /** The usual name of a data directory, which is left out. */
    private static final String USUAL = "data";

    private final List<String> directories;

    private ComparisonNames(List<String> directories) {
        this.directories = directories;
    }

    public static ComparisonNames of(GateReport report) {
        return new ComparisonNames(Stream.of(
                        report.comparisons().stream().map(Comparison::dataDirectory),
                        report.models().stream().map(CheckedModel::place),
                        report.skipped().stream().map(Skipped::dataDirectory))
                .flatMap(places -> places)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
    }

    public String of(Comparison comparison) {
        return joined(comparison.test().model(), prompt(comparison.dataDirectory()), comparison.tensor());
    }

    /** Returns the name of a checked model: its GGUF file and what distinguishes the place of its report. */
    public String of(CheckedModel model) {
        return joined(model.converted(), prompt(model.place()), Optional.empty());
    }

    /** Returns the variant and the tensor, without the prompt. */
    static String variant(Skipped skipped) {
        return joined(skipped.test(), "", skipped.tensor());
    }

    private static String joined(String variant, String prompt, Optional<String> tensor) {
        return variant
                + (prompt.isEmpty() ? "" : ", " + prompt)
                + tensor.map(", tensor "::concat).orElse("");
    }

    /** Returns the short name of a data directory; empty if there is none, or only the usual one. */
    String prompt(Optional<String> dataDirectory) {
        return dataDirectory.map(this::prompt).orElse("");
    }

    private String prompt(String directory) {
        if (directories.size() > 1) {
            String distinct = Names.ofPaths(directories).shortened(directory);
            return distinct.isEmpty() ? directory : distinct;
        }
        List<String> parts = Stream.of(directory.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals(USUAL))
                .toList();
        return parts.isEmpty() || parts.get(parts.size() - 1).equals("..") ? "" : parts.get(parts.size() - 1);
    }
}
