package io.github.modelconversion.original.tokenizer;

import io.github.modelconversion.input.file.UnusableInputException;
import java.util.Arrays;

/**
 * Texts by number, such as tokens by id. Texts are arbitrary bytes, all in one array, so that 250 000 tokens take little
 * more memory than their letters. Numbers may have gaps.
 */
public final class TokenizerTexts {

    /** Most texts to accept; vocabularies have up to about 260 000 tokens and as many merges. */
    private static final int MOST_TEXTS = 1 << 20;

    private static final int MOST_BYTES = 32 << 20;
    private static final int ABSENT = -1;

    private final String file;
    private final String things;

    private byte[] bytes = new byte[1 << 12];
    private int used;
    private int[] starts = new int[1 << 8];
    private int[] lengths = new int[1 << 8];
    private int size;

    /**
     * Creates an empty collection.
     *
     * @param file the name of the file that the texts are from
     * @param things the word for the texts, in the plural; both for messages
     */
    public TokenizerTexts(String file, String things) {
        this.file = file;
        this.things = things;
        Arrays.fill(lengths, ABSENT);
    }

    /**
     * Sets the text of a number.
     *
     * @throws UnusableInputException if the number is not from 0 to 1 048 575, or all texts together exceed 32 MiB
     */
    public void put(long number, byte[] text) throws UnusableInputException {
        if (number < 0 || number >= MOST_TEXTS) {
            throw new UnusableInputException(
                    file,
                    "expected at most " + MOST_TEXTS + " " + things + ", numbered from 0, found number " + number,
                    "Check that the file belongs to the model");
        }
        if (text.length > MOST_BYTES - used) {
            throw new UnusableInputException(
                    file,
                    "expected " + things + " of at most " + MOST_BYTES + " bytes in all, found more",
                    "Check that the file belongs to the model");
        }
        int at = (int) number;
        makeRoom(at, text.length);
        System.arraycopy(text, 0, bytes, used, text.length);
        starts[at] = used;
        lengths[at] = text.length;
        used += text.length;
        size = Math.max(size, at + 1);
    }

    /** Appends a text under the next number. */
    public void add(byte[] text) throws UnusableInputException {
        put(size, text);
    }

    private void makeRoom(int number, int length) {
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, used + length));
        }
        if (number >= lengths.length) {
            int before = lengths.length;
            int after = grown(before, number + 1);
            starts = Arrays.copyOf(starts, after);
            lengths = Arrays.copyOf(lengths, after);
            Arrays.fill(lengths, before, after, ABSENT);
        }
    }

    private static int grown(int length, int least) {
        return Math.max(length + (length >> 1), least);
    }

    /** Returns the highest number with a text, plus 1; 0 if there is none. */
    public int size() {
        return size;
    }

    /** Returns whether a number has a text. */
    public boolean has(long number) {
        return number >= 0 && number < size && lengths[(int) number] != ABSENT;
    }

    /**
     * Returns the text of a number.
     *
     * @throws IllegalArgumentException if it has none
     */
    public byte[] get(long number) {
        if (!has(number)) {
            throw new IllegalArgumentException("no text for number " + number);
        }
        int at = (int) number;
        return Arrays.copyOfRange(bytes, starts[at], starts[at] + lengths[at]);
    }

    /** Returns whether a number has exactly this text. */
    public boolean is(long number, byte[] text) {
        if (!has(number)) {
            return false;
        }
        int at = (int) number;
        return Arrays.equals(bytes, starts[at], starts[at] + lengths[at], text, 0, text.length);
    }
}
