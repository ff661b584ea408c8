package io.github.modelconversion.report.words;

import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.text.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        List<Optional<String>> places = new ArrayList<>();
        for (Comparison comparison : report.comparisons()) {
            places.add(comparison.dataDirectory());
        }
        for (CheckedModel model : report.models()) {
            places.add(model.place());
        }
        for (Skipped skipped : report.skipped()) {
            places.add(skipped.dataDirectory());
        }
        Set<String> directories = new LinkedHashSet<>();
        for (Optional<String> place : places) {
            if (place.isPresent()) {
                directories.add(place.get());
            }
        }
        return new ComparisonNames(List.copyOf(directories));
    }

    public String of(Comparison comparison) {
        return joined(comparison.test().model(), prompts(comparison)) + tensor(comparison.tensor());
    }

    /** Returns the short name of the prompt, or the words for all prompts of a pool. */
    public String prompts(Comparison comparison) {
        return withAllPrompts(prompt(comparison.dataDirectory()), comparison);
    }

    /** Returns the words for the prompts of a pool, such as {@code all prompts (5)}; empty for one prompt. */
    static String allPrompts(Comparison comparison) {
        int count = comparison.subject().pooling().prompts().size();
        return count == 0 ? "" : "all prompts (" + count + ")";
    }

    /** Returns a prompt, followed by the words for the prompts of a pool. */
    static String withAllPrompts(String prompt, Comparison comparison) {
        String all = allPrompts(comparison);
        return prompt + (prompt.isEmpty() || all.isEmpty() ? "" : ", ") + all;
    }

    /** Returns the name of a checked model: its GGUF file and what distinguishes the place of its report. */
    public String of(CheckedModel model) {
        return joined(model.converted(), prompt(model.place()));
    }

    /**
     * Returns the identifier of a comparison in JSON and as an anchor: the test model, the data directory and the tensor, each
     * percent-encoded, joined by colons; empty ones at the end are left out. It depends on these names alone, and is unique in
     * a report. A tensor that only the test names starts with a plus sign.
     */
    public static String id(Comparison comparison) {
        boolean onlyInTest = comparison.reference().tensor().isEmpty();
        String mark = onlyInTest ? "+" : "";
        return id(comparison.test().model(), comparison.dataDirectory(), mark, comparison.tensor());
    }

    /** Returns the identifier that a skipped comparison would have. */
    public static String id(Skipped skipped) {
        return id(skipped.test(), skipped.dataDirectory(), "", skipped.tensor());
    }

    /** Returns the identifier of a checked model: its GGUF file and the place of its report. */
    public static String id(CheckedModel model) {
        return id(model.converted(), model.place(), "", Optional.empty());
    }

    private static String id(String model, Optional<String> place, String mark, Optional<String> tensor) {
        String tensorPart = tensor.isPresent() ? ":" + mark + encoded(tensor.get()) : "";
        return encoded(model)
                + (place.isPresent() || tensor.isPresent() ? ":" + encoded(place.orElse("")) : "")
                + tensorPart;
    }

    private static String encoded(String name) {
        return PercentEncoding.of(name, "./");
    }

    /** Returns the variant and the tensor, without the prompt. */
    static String variant(Skipped skipped) {
        return skipped.test() + tensor(skipped.tensor());
    }

    private static String joined(String variant, String prompt) {
        return variant + (prompt.isEmpty() ? "" : ", " + prompt);
    }

    private static String tensor(Optional<String> name) {
        return name.isPresent() ? ", tensor " + name.get() : "";
    }

    /** Returns the short name of a data directory; empty if there is none, or only the usual one. */
    public String prompt(Optional<String> dataDirectory) {
        return dataDirectory.isPresent() ? prompt(dataDirectory.get()) : "";
    }

    private String prompt(String directory) {
        if (directories.size() > 1) {
            String distinct = Names.ofPaths(directories).shortened(directory);
            return distinct.isEmpty() ? directory : distinct;
        }
        String last = "";
        for (String part : directory.split("/", -1)) {
            last = part.isEmpty() || part.equals(USUAL) ? last : part;
        }
        return last.equals("..") ? "" : last;
    }
}
