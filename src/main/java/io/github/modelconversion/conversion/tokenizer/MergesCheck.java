package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.vocabulary.Mismatches;
import io.github.modelconversion.conversion.vocabulary.Outcome;
import io.github.modelconversion.conversion.vocabulary.Shown;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufType;
import io.github.modelconversion.input.gguf.GgufValue;
import io.github.modelconversion.original.tokenizer.TokenizerTexts;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Compares the merges of a BPE tokenizer in the order of the GGUF file. */
final class MergesCheck {

    private static final String MERGES = "tokenizer.ggml.merges";

    private final TokenizerTexts expected;
    private final String source;
    private final Outcome outcome;
    private final Mismatches mismatches = new Mismatches();
    private String found = "none";
    private long difference;
    private long inPlaceFromEnd;

    private MergesCheck(TokenizerTexts expected, String source, Outcome outcome) {
        this.expected = expected;
        this.source = source;
        this.outcome = outcome;
    }

    /**
     * Compares them.
     *
     * @param expected the merges as stored in GGUF: "a b"
     * @param source the original's file
     * @param metadata the GGUF file's metadata
     * @param outcome receives the findings
     */
    static void check(TokenizerTexts expected, String source, GgufMetadata metadata, Outcome outcome)
            throws IOException {
        Optional<GgufValue.Array> merges = metadata.array(MERGES).filter(array -> array.type() == GgufType.STRING);
        if (merges.isEmpty()) {
            if (expected.size() > 0) {
                outcome.add(MERGES, expected.size() + " merges", "", Verdict.MISSING);
                outcome.fail(
                        Code.MERGES_DIFFER,
                        "The original has " + expected.size() + " merges (" + source + "), the GGUF file no list "
                                + MERGES,
                        Map.of());
            }
            return;
        }
        if (expected.size() == 0) {
            outcome.add(MERGES, "", merges.get().length() + " merges", Verdict.NOT_STATED);
            outcome.notChecked("The merges were not checked: " + source + " has none");
            return;
        }
        MergesCheck check = new MergesCheck(expected, source, outcome);
        check.difference = expected.size() - merges.get().length();
        metadata.visitTexts(merges.get(), check::compare);
        check.report(merges.get().length());
    }

    private void compare(long index, byte[] merge) {
        if (difference != 0) {
            inPlaceFromEnd = expected.is(index + difference, merge) ? inPlaceFromEnd + 1 : 0;
        }
        if (!expected.is(index, merge)) {
            found = mismatches.count() == 0 ? Shown.of(merge) : found;
            mismatches.add(index);
        }
    }

    private void report(long length) {
        boolean agrees = difference == 0 && mismatches.count() == 0;
        outcome.add(MERGES, expected.size() + " merges", length + " merges", agrees ? Verdict.AGREES : Verdict.DIFFERS);
        if (agrees) {
            return;
        }
        long first = mismatches.count() == 0 ? Math.min(length, expected.size()) : mismatches.first();
        Map<String, Number> evidence = mismatches.evidence();
        evidence.put("first", first);
        evidence.put("expectedMerges", expected.size());
        evidence.put("foundMerges", length);
        String counts = difference == 0
                ? mismatches.of(length, "merges", "differs", "differ")
                : "The original has " + expected.size() + " merges (" + source + "), the GGUF file " + length
                        + shift(first, length);
        String has = expected.has(first) ? Shown.of(expected.get(first)) : "none";
        outcome.fail(
                Code.MERGES_DIFFER,
                counts + "; the first that differs has index " + first + ": " + source + " has " + has
                        + ", the GGUF file " + found,
                evidence);
    }

    /** Says that merges are missing or were inserted in one place, if all others are correct. */
    private String shift(long first, long length) {
        if (difference > 0 && first + inPlaceFromEnd >= length) {
            return ", " + difference + " missing in one place";
        }
        return difference < 0 && first + inPlaceFromEnd >= expected.size()
                ? ", " + -difference + " inserted in one place"
                : "";
    }
}
