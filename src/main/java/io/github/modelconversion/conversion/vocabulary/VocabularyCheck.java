package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufType;
import io.github.modelconversion.input.gguf.GgufValue;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compares tokens, types and scores in the order of the GGUF file. Types and scores are compared only where the texts agree,
 * so a moved token is one finding.
 */
public final class VocabularyCheck {

    public static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";
    private static final String SCORES = "tokenizer.ggml.scores";

    private final ExpectedVocabulary expected;
    private final String source;
    private final GgufMetadata metadata;
    private final Outcome outcome;
    private final BitSet other = new BitSet();
    private long count;

    /**
     * Creates the check.
     *
     * @param expected the tokens as the original has them
     * @param source the original's file
     * @param metadata the GGUF file's metadata
     * @param outcome receives the findings
     */
    public VocabularyCheck(ExpectedVocabulary expected, String source, GgufMetadata metadata, Outcome outcome) {
        this.expected = expected;
        this.source = source;
        this.metadata = metadata;
        this.outcome = outcome;
    }

    /** Compares them. */
    public void check() throws IOException {
        Optional<GgufValue.Array> tokens = metadata.array(TOKENS).filter(array -> array.type() == GgufType.STRING);
        if (tokens.isEmpty()) {
            outcome.add(TOKENS, expected.least() + " tokens", "", Verdict.MISSING);
            outcome.fail(
                    Code.VOCABULARY_DIFFERS,
                    "The original has " + expected.least() + " tokens (" + source + "), the GGUF file no list "
                            + TOKENS,
                    Map.of());
            return;
        }
        count = tokens.get().length();
        Texts texts = new Texts();
        metadata.visitTexts(tokens.get(), texts::compare);
        texts.report();
        checkTypes();
        if (expected.scored()) {
            checkScores();
        }
    }

    private final class Texts {
        private final Mismatches mismatches = new Mismatches();
        private String found = "";
        private long likeNext;
        private long likePrevious;

        void compare(long id, byte[] text) {
            if (id >= expected.most() || expected.isText(id, text)) {
                return;
            }
            other.set((int) id);
            if (mismatches.count() == 0) {
                found = Shown.of(text);
            }
            mismatches.add(id);
            likeNext += expected.has(id + 1) && expected.isText(id + 1, text) ? 1 : 0;
            likePrevious += id > 0 && expected.isText(id - 1, text) ? 1 : 0;
        }

        void report() {
            boolean rightLength = count >= expected.least() && count <= expected.most();
            boolean agrees = rightLength && mismatches.count() == 0;
            outcome.add(
                    TOKENS,
                    (rightLength ? count : expected.least()) + " tokens",
                    count + " tokens",
                    agrees ? Verdict.AGREES : Verdict.DIFFERS);
            if (agrees) {
                return;
            }
            StringBuilder message = new StringBuilder();
            if (!rightLength) {
                message.append("The original has ")
                        .append(expected.least())
                        .append(" tokens (")
                        .append(source);
                message.append("), the GGUF file ").append(count).append(mismatches.count() == 0 ? "" : "; ");
            }
            if (mismatches.count() > 0) {
                message.append(mismatches.of(count, "tokens", "differs", "differ"))
                        .append(", ");
                message.append(mismatches.place()).append(": ").append(source).append(" has ");
                message.append(expected.has(mismatches.first()) ? "" : "none, so the padding ");
                message.append(Shown.of(expected.text(mismatches.first())))
                        .append(", the GGUF file ")
                        .append(found);
                message.append(shift());
            }
            Map<String, Number> evidence = mismatches.evidence();
            evidence.put("expectedTokens", rightLength ? count : expected.least());
            evidence.put("foundTokens", count);
            outcome.fail(Code.VOCABULARY_DIFFERS, message.toString(), evidence);
        }

        /** Returns the shift in words. At the end of a shifted list a token may have no neighbor. */
        private String shift() {
            long most = mismatches.count() - 1;
            if (most < 2) {
                return "";
            }
            if (likeNext >= most) {
                return " (from there on each has the text of the next id: a token is missing)";
            }
            return likePrevious >= most
                    ? " (from there on each has the text of the id before: a token was inserted)"
                    : "";
        }
    }

    private void checkTypes() throws IOException {
        Mismatches mismatches = new Mismatches();
        double[] found = {0};
        Optional<GgufValue.Array> types = numbers(TYPES);
        if (types.isPresent()) {
            metadata.visitNumbers(types.get(), (id, type) -> {
                if (isComparable(id) && !expected.isType(id, type)) {
                    found[0] = mismatches.count() == 0 ? type : found[0];
                    mismatches.add(id);
                }
            });
        }
        if (!checkLength(TYPES, types, Code.TOKEN_TYPES_DIFFER, "types", "takes every token for a normal one")) {
            return;
        }
        outcome.add(TYPES, count + " types", count + " types", verdict(mismatches));
        if (mismatches.count() > 0) {
            long first = mismatches.first();
            outcome.fail(
                    Code.TOKEN_TYPES_DIFFER,
                    mismatches.of(count, "tokens", "has", "have") + " another type, " + mismatches.place() + ", "
                            + Shown.of(expected.text(first)) + ": expected " + TokenType.names(expected.types(first))
                            + " (" + source + "), found " + TokenType.name(found[0]),
                    mismatches.evidence());
        }
    }

    private void checkScores() throws IOException {
        Mismatches mismatches = new Mismatches();
        double[] found = {0};
        Optional<GgufValue.Array> scores = numbers(SCORES);
        if (scores.isPresent()) {
            metadata.visitNumbers(scores.get(), (id, score) -> {
                if (isComparable(id) && !expected.isScore(id, score)) {
                    found[0] = mismatches.count() == 0 ? score : found[0];
                    mismatches.add(id);
                }
            });
        }
        if (!checkLength(SCORES, scores, Code.SCORES_DIFFER, "scores", "takes 0 for every score")) {
            return;
        }
        outcome.add(SCORES, count + " scores", count + " scores", verdict(mismatches));
        if (mismatches.count() > 0) {
            long first = mismatches.first();
            outcome.fail(
                    Code.SCORES_DIFFER,
                    mismatches.of(count, "tokens", "has", "have") + " another score, " + mismatches.place() + ", "
                            + Shown.of(expected.text(first)) + ": " + source + " has " + expected.score(first)
                            + ", the GGUF file " + (float) found[0],
                    mismatches.evidence());
        }
    }

    private boolean isComparable(long id) {
        return id < Math.min(count, expected.most()) && !other.get((int) id);
    }

    private Optional<GgufValue.Array> numbers(String key) {
        return metadata.array(key).filter(array -> array.type().isNumber());
    }

    /**
     * Reports a list that is missing or whose length differs from that of the tokens, unless the tokens themselves are
     * wrong.
     */
    private boolean checkLength(
            String key, Optional<GgufValue.Array> found, Code code, String things, String otherwise) {
        if (found.isEmpty()) {
            outcome.add(key, count + " " + things, "", Verdict.MISSING);
            outcome.fail(code, "The GGUF file has no list " + key + ", so llama.cpp " + otherwise, Map.of());
            return false;
        }
        long length = found.get().length();
        boolean isRightVocabulary = count >= expected.least() && count <= expected.most();
        if (length != count && isRightVocabulary) {
            outcome.add(key, count + " " + things, length + " " + things, Verdict.DIFFERS);
            Map<String, Number> evidence = new LinkedHashMap<>();
            evidence.put("expected", count);
            evidence.put("found", length);
            outcome.fail(
                    code,
                    "The GGUF file has " + count + " tokens, but " + length + " " + things + " (" + key + ")",
                    evidence);
            return false;
        }
        return true;
    }

    private static Verdict verdict(Mismatches mismatches) {
        return mismatches.count() == 0 ? Verdict.AGREES : Verdict.DIFFERS;
    }
}
