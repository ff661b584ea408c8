package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words about models whose files were checked, in reports that combine several. */
public final class ModelLines {

    private ModelLines() {}

    /** Returns the heading and one row per model, as cells. */
    public static List<List<String>> cells(List<CheckedModel> models, ComparisonNames names) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("checked file", "findings", "accepted", "verdict"));
        for (CheckedModel model : models) {
            rows.add(List.of(
                    names.of(model),
                    String.valueOf(model.findings().size()),
                    String.valueOf(model.accepted().size()),
                    verdict(model)));
        }
        return rows;
    }

    private static String verdict(CheckedModel model) {
        return Headline.verdict(model.verdict()) + (model.sampled().isPresent() ? ", sampled" : "");
    }

    /** Returns the line for one model: verdict, name, reasons, and how much of a sample was compared. */
    public static String line(CheckedModel model, String name) {
        return Headline.verdict(model.verdict()) + "  " + name + reasons(model)
                + sample(model).map(sample -> "; " + sample).orElse("");
    }

    /** Returns how many of the weights were compared; empty if all were, or none. */
    public static Optional<String> sample(CheckedModel model) {
        return model.sampled().isPresent()
                ? Optional.of("sampled, " + Figures.percent(model.sampled().getAsDouble()) + " of the weights compared")
                : Optional.empty();
    }

    /** Returns a colon and the codes of the failing findings; empty if there are none. */
    public static String reasons(CheckedModel model) {
        return model.failures().isEmpty() ? "" : ": " + codes(model);
    }

    /** Returns the codes of the failing findings; empty if there are none. */
    public static String codes(CheckedModel model) {
        return model.failures().stream()
                .map(Finding::code)
                .distinct()
                .map(Finding.Code::name)
                .collect(Collectors.joining(", "));
    }

    /** Returns what to do; empty for a PASS. */
    public static Optional<String> next(CheckedModel model) {
        if (model.verdict() == Verdict.PASS) {
            return Optional.empty();
        }
        return Optional.of(
                model.unusable()
                        ? "Fix the input and run again."
                        : "Look at this file's conversion-check report, which says what to do.");
    }
}
