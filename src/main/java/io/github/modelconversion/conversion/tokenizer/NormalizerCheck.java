package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.vocabulary.Outcome;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Compares whether texts become lower case and lose their accents before they are split into tokens. */
final class NormalizerCheck {

    private static final String PREFIX = "tokenizer.ggml.normalizer.";
    private static final String LOWERCASE = "lowercase";
    private static final String STRIP_ACCENTS = "strip_accents";

    private NormalizerCheck() {}

    /**
     * Compares them.
     *
     * @param normalizer {@code normalizer} of tokenizer.json
     * @param model {@code tokenizer.ggml.model}; llama.cpp has defaults for BERT's only
     * @param metadata the GGUF file's metadata
     * @param outcome receives the findings
     */
    static void check(Optional<JsonValue> normalizer, String model, GgufMetadata metadata, Outcome outcome) {
        Map<String, Boolean> expected = new LinkedHashMap<>();
        normalizer.ifPresent(part -> read(part, expected));
        boolean assumed = metadata.flag(PREFIX + LOWERCASE).orElse(true);
        expected.forEach((kind, adds) -> {
            String key = PREFIX + kind;
            String source = "tokenizer.json: normalizer " + kind + " " + adds;
            Optional<Boolean> found = metadata.flag(key);
            if (found.isPresent()) {
                compare(key, source, adds, found, found.get(), outcome);
            } else if (model.equals("bert")) {
                compare(key, source, adds, found, assumed, outcome);
            } else {
                outcome.add(key, source, "", Verdict.NOT_CHECKED);
            }
        });
    }

    private static void compare(
            String key, String source, boolean expected, Optional<Boolean> found, boolean used, Outcome outcome) {
        String shown = found.map(String::valueOf).orElse("");
        if (expected == used) {
            outcome.add(key, source, shown, found.isPresent() ? Verdict.AGREES : Verdict.DEFAULT);
            return;
        }
        outcome.add(key, source, shown, found.isPresent() ? Verdict.DIFFERS : Verdict.MISSING);
        outcome.fail(
                Code.NORMALIZER_DIFFERS,
                source + "; the GGUF file has "
                        + (found.isPresent() ? key + " " + shown : "no " + key + ", so llama.cpp takes " + used),
                Map.of());
    }

    /** Reads the steps that GGUF has keys for; a part of another shape states nothing. */
    private static void read(JsonValue part, Map<String, Boolean> expected) {
        try {
            String type = part.find("type").flatMap(OriginalConfig::text).orElse("");
            switch (type) {
                case "Lowercase" -> expected.put(LOWERCASE, true);
                case "StripAccents" -> expected.put(STRIP_ACCENTS, true);
                case "BertNormalizer" -> {
                    part.find(LOWERCASE).flatMap(OriginalConfig::flag).ifPresent(on -> expected.put(LOWERCASE, on));
                    part.find(STRIP_ACCENTS)
                            .flatMap(OriginalConfig::flag)
                            .ifPresent(on -> expected.put(STRIP_ACCENTS, on));
                }
                case "Sequence" -> {
                    for (JsonValue step : part.get("normalizers").items()) {
                        read(step, expected);
                    }
                }
                default -> {
                    // GGUF has no key for other steps.
                }
            }
        } catch (JsonException other) {
            // The rest of the tokenizer is compared all the same.
        }
    }
}
