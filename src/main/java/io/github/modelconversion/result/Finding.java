package io.github.modelconversion.result;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fact that the user must know in addition to the numbers.
 *
 * @param code the kind of finding
 * @param severity its severity
 * @param message what was found, where, and what to do; a single line
 * @param evidence every number and index mentioned in the message, by name, in a fixed order
 */
public record Finding(Code code, Severity severity, String message, Map<String, Number> evidence) {

    /** How messages mention the entry of a token: its index in the row, or its id. */
    private static final Pattern TOKEN = Pattern.compile("\\b(?:index|id) (\\d{1,9})\\b");

    /** Copies the evidence. */
    public Finding {
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /**
     * Returns the finding for an unusable input.
     *
     * @param reason an exception whose message says which input, why, and what to do
     */
    public static Finding unusable(Exception reason) {
        return new Finding(Code.UNUSABLE_INPUT, Severity.WARNING, String.valueOf(reason.getMessage()), Map.of());
    }

    /** Returns the indices and ids of tokens that the message mentions. */
    public Set<Long> tokens() {
        Set<Long> tokens = new TreeSet<>();
        Matcher found = TOKEN.matcher(code.isOfTokens() ? message : "");
        while (found.find()) {
            tokens.add(Long.parseLong(found.group(1)));
        }
        return tokens;
    }

    /** Returns this finding with the texts of the tokens that are known after their indices or ids. */
    Finding named(Map<Long, String> texts) {
        if (!code.isOfTokens()) {
            return this;
        }
        String named = TOKEN.matcher(message).replaceAll(found -> {
            String text = texts.get(Long.parseLong(found.group(1)));
            return Matcher.quoteReplacement(found.group() + (text == null ? "" : " \"" + text + "\""));
        });
        return new Finding(code, severity, named, evidence);
    }

    /** The kinds of findings, by their names in reports. */
    public enum Code {
        MISSING_FILE,
        NO_LIMIT,
        LIMIT_BELOW_NOISE,
        CLIPPED_TARGETS,
        UNUSABLE_INPUT,
        TENSOR_MISSING,
        FIRST_DIVERGENCE,
        SAME_FILE,
        WRONG_ELEMENT_TYPE,
        TOKENS_DIFFER,
        SHAPE_MISMATCH,
        VOCABULARY_PADDING,
        NON_FINITE_REFERENCE,
        NON_FINITE_TEST,
        NOTHING_COMPARED,
        CONSTANT_REFERENCE,
        TOO_FEW_VALUES,
        TORN_TAIL,
        VARIANCE_DOMINATED,
        STALE_OUTPUT,
        STALE_BASELINE,
        NOT_IN_BASELINE,
        ONLY_IN_BASELINE,
        REPORT_MISSING,
        NOT_POOLED,
        IMPROVED,
        OUT_OF_RANGE,
        PREDICTIONS_CHANGED,
        ARGMAX_FLIP,
        PROMPT_DIFFERS,
        TOKENS_UNUSABLE,
        TOKEN_COUNT,
        IDENTICAL_FILES,
        LOSSY_TEXT,
        MASKED_ENTRIES,
        ROWS_LEFT_OUT,
        ROWS_EXCHANGED,
        ARGMAX_NEAR_TIE,
        TOP1_DIFFERS,
        NORMALIZED,
        TOKENS_MISSING,
        GGUF_UNREADABLE,
        TYPE_CONTRADICTED,
        TYPE_DIFFERS,
        TYPE_UNKNOWN,
        UNUSUAL_FOR_TYPE,
        UNEXPECTED_WIDTH,
        ARCHITECTURE_UNKNOWN,
        METADATA_DIFFERS,
        METADATA_MISSING,
        WEIGHT_MISSING,
        WEIGHT_UNEXPECTED,
        WEIGHT_SHAPE,
        NON_FINITE_WEIGHTS,
        ROPE_PERMUTATION,
        NORM_OFFSET,
        TRANSPOSED,
        OTHER_TENSOR,
        ROWS_MOVED,
        WEIGHTS_SCALED,
        PART_DIFFERS,
        WEIGHTS_DIFFER,
        QUANTIZATION_ERROR,
        OTHER_CHECKPOINT,
        WEIGHT_TYPE_UNKNOWN,
        VOCABULARY_DIFFERS,
        TOKEN_TYPES_DIFFER,
        SCORES_DIFFER,
        MERGES_DIFFER,
        SPECIAL_TOKEN_DIFFERS,
        ADD_BOS_DIFFERS,
        PRE_TOKENIZER_DIFFERS,
        NORMALIZER_DIFFERS,
        CHAT_TEMPLATE_DIFFERS,
        CHAT_TEMPLATE_MISSING,
        NOT_CHECKED,
        LOG_PROBABILITIES,
        PROBABILITIES,
        SIGN_FLIPPED,
        CONSTANT_SHIFT,
        SCALED,
        SCALED_BY_ROW,
        SOFT_CAPPED,
        INDEX_OFFSET,
        PERMUTED,
        FIRST_POSITION_ONLY,
        FEW_POSITIONS,
        POSITION_GROWTH,
        FEW_OUTLIERS,
        REGION,
        UNRELATED,
        QUANTIZATION_NOISE;

        private static final Set<Code> CAUSES = EnumSet.range(LOG_PROBABILITIES, QUANTIZATION_NOISE);

        /** Differences between the files of the models. */
        private static final Set<Code> OF_MODELS = EnumSet.range(METADATA_DIFFERS, CHAT_TEMPLATE_MISSING);

        /** Reasons why a limit was not measured or no limit applies. */
        private static final Set<Code> OBSTACLES =
                EnumSet.of(MISSING_FILE, UNUSABLE_INPUT, NO_LIMIT, OUT_OF_RANGE, TOO_FEW_VALUES, NOT_POOLED);

        /** Codes whose messages mention entries of the vocabulary if the outputs are logits. */
        private static final Set<Code> OF_TOKENS = EnumSet.of(
                TOKENS_DIFFER,
                NON_FINITE_REFERENCE,
                NON_FINITE_TEST,
                TORN_TAIL,
                VARIANCE_DOMINATED,
                PREDICTIONS_CHANGED,
                ARGMAX_FLIP,
                ARGMAX_NEAR_TIE,
                TOP1_DIFFERS,
                FEW_OUTLIERS);

        /** Reasons to doubt that the right outputs were compared. */
        private static final Set<Code> DOUBTS_OF_INPUT = EnumSet.of(STALE_OUTPUT, PROMPT_DIFFERS, IDENTICAL_FILES);

        /** Reasons why a part of a model was not compared with its original. */
        private static final Set<Code> NOT_COMPARED =
                EnumSet.of(NOT_CHECKED, ARCHITECTURE_UNKNOWN, WEIGHT_TYPE_UNKNOWN, UNUSABLE_INPUT);

        /** Returns whether an input is missing or unusable, so that nothing could be measured. */
        public boolean isUnusable() {
            return this == MISSING_FILE || this == UNUSABLE_INPUT;
        }

        /** Returns whether it prevents judging a comparison that does not fail otherwise, and thus breaks the build. */
        public boolean isObstacle() {
            return OBSTACLES.contains(this);
        }

        /** Returns whether it says that a part of a model was not compared with its original, rather than that it is wrong. */
        public boolean isNotCompared() {
            return NOT_COMPARED.contains(this);
        }

        /** Returns whether it says that the two sides may not be outputs of the two models for one prompt. */
        public boolean isOfInput() {
            return DOUBTS_OF_INPUT.contains(this);
        }

        /** Returns whether its message mentions entries of the vocabulary, each by its index or id. */
        boolean isOfTokens() {
            return OF_TOKENS.contains(this);
        }

        /** Returns whether it explains why the two sides differ. */
        public boolean isCause() {
            return CAUSES.contains(this);
        }

        /** Returns whether it says what differs between the files of the models. */
        public boolean isOfModels() {
            return OF_MODELS.contains(this);
        }
    }
}
