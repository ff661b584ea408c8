package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.original.tokenizer.TokenizerTexts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokens that a GGUF file must have: for each id the bytes, the allowed types and the score. An id without a token is
 * padding: the text {@code [PADn]}, type unused.
 */
public final class ExpectedVocabulary {

    private static final float[] PADDING_SCORES = {-10000, -1000};

    /** Types of padding from older converters: user defined for BPE models, unknown for SentencePiece models. */
    private static final int OLD_PADDING_TYPES = TokenType.USER_DEFINED.bit() | TokenType.UNKNOWN.bit();

    private final TokenizerTexts texts;
    private final boolean scored;
    private final Map<Integer, List<byte[]>> others = new HashMap<>();
    private final Set<Integer> optional = new HashSet<>();

    private byte[] types = new byte[1 << 8];
    private float[] scores = {};
    private String paddingPrefix = "";
    private long least;
    private long most = Long.MAX_VALUE;

    /**
     * Creates an empty vocabulary.
     *
     * @param file the name of the original's file
     * @param scored whether the tokens have scores
     */
    ExpectedVocabulary(String file, boolean scored) {
        texts = new TokenizerTexts(file, "tokens");
        this.scored = scored;
    }

    void put(long id, byte[] text, int types, float score) throws UnusableInputException {
        texts.put(id, text);
        int at = (int) id;
        others.remove(at);
        if (at >= this.types.length) {
            int length = Math.max(at + 1, 2 * this.types.length);
            this.types = Arrays.copyOf(this.types, length);
        }
        this.types[at] = (byte) types;
        if (scored) {
            scores = scores.length < this.types.length ? Arrays.copyOf(scores, this.types.length) : scores;
            scores[at] = score;
        }
    }

    /** Allows further texts for a token. */
    void allow(long id, List<byte[]> texts) {
        others.put((int) id, List.copyOf(texts));
    }

    /** Allows further types for a token, given as bits. */
    void allowTypes(long id, int types) {
        this.types[(int) id] |= (byte) types;
    }

    /** Marks a token that may be padding instead, because it is not in the file that the converter reads first. */
    void makeOptional(long id) {
        optional.add((int) id);
    }

    /** Sets the prefix of padding texts, before {@code [PADn]}. */
    void setPaddingPrefix(String prefix) {
        paddingPrefix = prefix;
    }

    /** Sets the smallest and the largest number of tokens. */
    void setLength(long least, long most) {
        this.least = least;
        this.most = most;
    }

    long least() {
        return least;
    }

    long most() {
        return most;
    }

    boolean scored() {
        return scored;
    }

    boolean has(long id) {
        return texts.has(id);
    }

    /** Returns whether an id may have a text. */
    boolean isText(long id, byte[] text) {
        if (!texts.has(id) || optional.contains((int) id)) {
            return texts.is(id, text) || isPadding(id, text);
        }
        return texts.is(id, text)
                || others.getOrDefault((int) id, List.of()).stream().anyMatch(other -> Arrays.equals(other, text));
    }

    /** Returns whether a text is padding. Converters write the id; older ones number the padding from 1. */
    private boolean isPadding(long id, byte[] text) {
        String found = new String(text, StandardCharsets.UTF_8);
        return found.equals(padding(id)) || found.equals(padding(id - texts.size() + 1));
    }

    private String padding(long number) {
        return paddingPrefix + "[PAD" + number + "]";
    }

    /** Returns the text of an id. */
    byte[] text(long id) {
        return texts.has(id) ? texts.get(id) : padding(id).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the types allowed for an id, as bits. */
    int types(long id) {
        int padding = !texts.has(id) || optional.contains((int) id) ? TokenType.UNUSED.bit() : 0;
        return texts.has(id) ? types[(int) id] | padding : padding;
    }

    /** Returns whether an id may have a type, given as its number in GGUF. */
    boolean isType(long id, double type) {
        return TokenType.has(types(id), type) || (!texts.has(id) && TokenType.has(OLD_PADDING_TYPES, type));
    }

    /** Returns whether an id may have a score. */
    boolean isScore(long id, double score) {
        if (texts.has(id)) {
            return scores[(int) id] == score;
        }
        return score == PADDING_SCORES[0] || score == PADDING_SCORES[1];
    }

    /** Returns the score of an id. */
    float score(long id) {
        return texts.has(id) ? scores[(int) id] : PADDING_SCORES[0];
    }
}
