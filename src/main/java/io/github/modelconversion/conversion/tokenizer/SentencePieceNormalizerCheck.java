package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.vocabulary.Mismatches;
import io.github.modelconversion.conversion.vocabulary.Outcome;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufValue;
import io.github.modelconversion.original.tokenizer.SentencePieceModel;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Compares how texts are prepared for the SentencePiece model of XLM-RoBERTa: which letters are replaced, and spaces. */
final class SentencePieceNormalizerCheck {

    private static final String SPACES = "tokenizer.ggml.remove_extra_whitespaces";
    private static final String REPLACEMENTS = "tokenizer.ggml.precompiled_charsmap";

    private final SentencePieceModel model;
    private final String source;
    private final GgufMetadata metadata;
    private final Outcome outcome;

    private SentencePieceNormalizerCheck(
            SentencePieceModel model, String source, GgufMetadata metadata, Outcome outcome) {
        this.model = model;
        this.source = source;
        this.metadata = metadata;
        this.outcome = outcome;
    }

    /**
     * Compares them.
     *
     * @param model the original's model
     * @param source its file
     * @param metadata the GGUF file's metadata
     * @param outcome receives the findings
     */
    static void check(SentencePieceModel model, String source, GgufMetadata metadata, Outcome outcome)
            throws IOException {
        SentencePieceNormalizerCheck check = new SentencePieceNormalizerCheck(model, source, metadata, outcome);
        check.checkSpaces();
        check.checkReplacements();
    }

    /** llama.cpp merges no spaces if the file does not say so. */
    private void checkSpaces() {
        String expected = source + ": remove_extra_whitespaces " + model.mergesSpaces();
        Optional<Boolean> found = metadata.flag(SPACES);
        String shown = found.map(String::valueOf).orElse("");
        if (found.orElse(false) == model.mergesSpaces()) {
            outcome.add(SPACES, expected, shown, found.isPresent() ? Verdict.AGREES : Verdict.DEFAULT);
            return;
        }
        outcome.add(SPACES, expected, shown, found.isPresent() ? Verdict.DIFFERS : Verdict.MISSING);
        outcome.fail(
                Code.NORMALIZER_DIFFERS,
                expected + "; the GGUF file has "
                        + (found.isPresent()
                                ? SPACES + " " + shown
                                : "no " + SPACES + ", so llama.cpp takes " + !model.mergesSpaces()),
                Map.of());
    }

    private void checkReplacements() throws IOException {
        byte[] expected = model.replacements();
        Optional<GgufValue.Array> found =
                metadata.array(REPLACEMENTS).filter(array -> array.type().isNumber());
        long length = found.map(GgufValue.Array::length).orElse(0L);
        Mismatches mismatches = new Mismatches();
        if (found.isPresent()) {
            metadata.visitNumbers(found.get(), (index, value) -> {
                if (index >= expected.length || expected[(int) index] != (byte) value) {
                    mismatches.add(index);
                }
            });
        }
        boolean agrees = length == expected.length && mismatches.count() == 0;
        if (agrees && length == 0) {
            return;
        }
        Verdict other = found.isPresent() ? Verdict.DIFFERS : Verdict.MISSING;
        outcome.add(REPLACEMENTS, expected.length + " bytes", length + " bytes", agrees ? Verdict.AGREES : other);
        if (!agrees) {
            Map<String, Number> evidence = mismatches.evidence();
            evidence.put("expectedBytes", expected.length);
            evidence.put("foundBytes", length);
            outcome.fail(
                    Code.NORMALIZER_DIFFERS,
                    source + " replaces letters by a table of " + expected.length + " bytes; the GGUF file has "
                            + (found.isPresent()
                                    ? "another one (" + REPLACEMENTS + ") of " + length + " bytes"
                                    : "no " + REPLACEMENTS + ", so llama.cpp replaces none"),
                    evidence);
        }
    }
}
