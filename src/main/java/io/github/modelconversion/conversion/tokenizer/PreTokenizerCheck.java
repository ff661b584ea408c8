package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.tokenizer.PreTokenizers.Group;
import io.github.modelconversion.conversion.vocabulary.Outcome;
import io.github.modelconversion.conversion.vocabulary.Shown;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares how a BPE tokenizer splits texts into words, if both the original's steps and the GGUF file's name for them are
 * known.
 */
final class PreTokenizerCheck {

    private static final String KEY = "tokenizer.ggml.pre";
    private static final String NONE = "default";

    private PreTokenizerCheck() {}

    /**
     * Compares them.
     *
     * @param original {@code pre_tokenizer} of tokenizer.json
     * @param found {@code tokenizer.ggml.pre}
     * @param outcome receives the findings
     */
    static void check(Optional<JsonValue> original, Optional<String> found, Outcome outcome) {
        List<String> steps = original.map(PreTokenizerCheck::steps).orElse(List.of());
        Optional<Group> expected = PreTokenizers.spelled(steps);
        String name = found.orElse(NONE);
        Optional<Group> named = PreTokenizers.named(name);
        String shown = steps.isEmpty() ? "" : String.join(", ", steps);
        if (expected.isPresent() && expected.equals(named)) {
            outcome.add(KEY, shown, found.orElse(""), Verdict.AGREES);
        } else if (expected.isPresent() && named.isPresent() && !named.get().isShared(name)) {
            outcome.add(KEY, shown, found.orElse(""), found.isPresent() ? Verdict.DIFFERS : Verdict.MISSING);
            outcome.fail(
                    Code.PRE_TOKENIZER_DIFFERS,
                    "tokenizer.json splits texts as " + KEY + " "
                            + expected.get().name() + " does, the GGUF file has "
                            + (found.isPresent() ? KEY + " " + name : "no " + KEY)
                            + ", with which llama.cpp splits them in another way; convert the model again with a"
                            + " converter that knows its pre-tokenizer",
                    Map.of());
        } else {
            outcome.add(KEY, shown, found.orElse(""), Verdict.NOT_CHECKED);
            outcome.notChecked("There is no rule for how "
                    + (expected.isPresent() ? KEY + " " + Shown.of(name) : "the pre_tokenizer of tokenizer.json")
                    + " splits texts: " + KEY + " was not checked");
        }
    }

    /** Returns the steps in the table's notation; empty if one is of a kind that the table does not have. */
    private static List<String> steps(JsonValue part) {
        List<String> steps = new ArrayList<>();
        try {
            Optional<JsonValue> several = part.find("pretokenizers");
            for (JsonValue step : several.isPresent() ? several.get().items() : List.of(part)) {
                steps.add(step(step));
            }
        } catch (JsonException other) {
            return List.of();
        }
        return steps;
    }

    private static String step(JsonValue step) throws JsonException {
        String type = text(step, "type");
        return switch (type) {
            case "ByteLevel" -> flag(step, "use_regex", true) ? "words" : "bytes";
            case "Digits" -> flag(step, "individual_digits", false) ? "split \\p{N}" : "digits";
            case "Punctuation" -> text(step, "behavior").equals("Contiguous") ? "punctuation" : type;
            case "Split" -> split(step);
            default -> type;
        };
    }

    /**
     * Formats a split step. Matches are kept if they are isolated, or if all else is removed, because nothing else remains.
     */
    private static String split(JsonValue step) throws JsonException {
        String behavior = text(step, "behavior");
        boolean inverted = flag(step, "invert", false);
        boolean keepsMatches = behavior.equals("Isolated") || (behavior.equals("Removed") && inverted);
        Optional<JsonValue> pattern = step.find("pattern");
        String regex = pattern.isPresent() ? text(pattern.get(), "Regex") : "";
        String other = keepsMatches ? "" : behavior + (inverted ? " inverted " : " ");
        return "split " + other + regex.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String text(JsonValue value, String name) throws JsonException {
        return value.find(name).flatMap(OriginalConfig::text).orElse("");
    }

    private static boolean flag(JsonValue value, String name, boolean absent) throws JsonException {
        return value.find(name).flatMap(OriginalConfig::flag).orElse(absent);
    }
}
