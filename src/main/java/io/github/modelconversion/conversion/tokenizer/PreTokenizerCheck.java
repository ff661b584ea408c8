package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.tokenizer.PreTokenizers.Group;
import io.github.modelconversion.conversion.vocabulary.Outcome;
import io.github.modelconversion.conversion.vocabulary.Shown;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.tokenizer.TokenizerAddedToken;
import io.github.modelconversion.original.tokenizer.TokenizerJson;
import io.github.modelconversion.original.tokenizer.TokenizerTexts;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
     * @param original the original's tokenizer
     * @param tokenizerClass {@code tokenizer_class} of tokenizer_config.json, which decides if there is no tokenizer.json;
     *     empty if there is one
     * @param found {@code tokenizer.ggml.pre}
     * @param outcome receives the findings
     */
    static void check(TokenizerJson original, Optional<String> tokenizerClass, Optional<String> found, Outcome outcome)
            throws IOException {
        List<String> steps =
                original.part("pre_tokenizer").map(PreTokenizerCheck::steps).orElse(List.of());
        Optional<Group> expected =
                tokenizerClass.isPresent() ? PreTokenizers.ofClass(tokenizerClass.get()) : PreTokenizers.spelled(steps);
        String source = tokenizerClass
                .map(name -> "tokenizer_config.json: tokenizer_class " + Shown.of(name))
                .orElse("tokenizer.json");
        String name = found.orElse(NONE);
        Optional<Group> named = PreTokenizers.named(name);
        String shown = tokenizerClass.isPresent() ? source : String.join(", ", steps);
        if (expected.isPresent() && expected.equals(named)) {
            outcome.add(KEY, shown, found.orElse(""), Verdict.AGREES);
        } else if (expected.isEmpty() || named.isEmpty() || named.get().isShared(name)) {
            outcome.add(KEY, shown, found.orElse(""), Verdict.NOT_CHECKED);
            outcome.notChecked("There is no rule for how "
                    + (expected.isPresent() ? KEY + " " + Shown.of(name) : unknown(source, tokenizerClass.isPresent()))
                    + " splits texts: " + KEY + " was not checked");
        } else if (named.equals(PreTokenizers.spelled(byDigit(steps))) && !joinsDigits(original)) {
            outcome.add(KEY, shown, found.orElse(""), Verdict.NOT_CHECKED);
            outcome.notChecked(KEY + " " + name + " splits numbers into digits, " + source
                    + " does not; no token joins digits, so both give almost the same tokens");
        } else {
            outcome.add(KEY, shown, found.orElse(""), found.isPresent() ? Verdict.DIFFERS : Verdict.MISSING);
            outcome.fail(
                    Code.PRE_TOKENIZER_DIFFERS,
                    source + " splits texts as " + KEY + " "
                            + expected.get().name() + " does, the GGUF file has "
                            + (found.isPresent() ? KEY + " " + name + ", with which" : "no " + KEY + ", without which")
                            + " llama.cpp splits them in another way; convert the model again with a"
                            + " converter that knows its pre-tokenizer",
                    Map.of());
        }
    }

    private static String unknown(String source, boolean isClass) {
        return isClass ? source : "the pre_tokenizer of " + source;
    }

    private static List<String> byDigit(List<String> steps) {
        List<String> all = new ArrayList<>(List.of("split \\p{N}"));
        all.addAll(steps);
        return all;
    }

    /**
     * Returns whether a token has a digit and another letter. In a vocabulary without such tokens, splitting numbers into
     * digits changes nothing but spaces in front of them, and the converter, which compares tokens, cannot see it.
     */
    private static boolean joinsDigits(TokenizerJson original) {
        Set<String> added =
                original.added().stream().map(TokenizerAddedToken::content).collect(Collectors.toSet());
        TokenizerTexts tokens = original.tokens();
        for (int id = 0; id < tokens.size(); id++) {
            if (tokens.has(id)) {
                String text = new String(tokens.get(id), StandardCharsets.UTF_8);
                if (text.length() > 1
                        && text.chars().anyMatch(letter -> letter >= '0' && letter <= '9')
                        && !added.contains(text)) {
                    return true;
                }
            }
        }
        return false;
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
        String literal = pattern.isPresent() ? text(pattern.get(), "String") : "";
        String other = keepsMatches ? "" : behavior + (inverted ? " inverted " : " ");
        return "split " + other
                + (literal.isEmpty() ? regex : "text " + literal)
                        .replace("\r", "\\r")
                        .replace("\n", "\\n");
    }

    private static String text(JsonValue value, String name) throws JsonException {
        return value.find(name).flatMap(OriginalConfig::text).orElse("");
    }

    private static boolean flag(JsonValue value, String name, boolean absent) throws JsonException {
        return value.find(name).flatMap(OriginalConfig::flag).orElse(absent);
    }
}
