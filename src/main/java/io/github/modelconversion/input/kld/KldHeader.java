package io.github.modelconversion.input.kld;

import io.github.modelconversion.input.file.FileBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The header of a llama-perplexity logit file, and the offsets that follow from it.
 *
 * @param context tokens per chunk of text
 * @param vocabulary entries per row
 * @param chunks number of chunks of text
 */
record KldHeader(int context, int vocabulary, int chunks) {

    private static final String MAGIC = "_logits_";
    private static final int BYTES = MAGIC.length() + 3 * Integer.BYTES;

    /** 16-bit words before the codes of a row: its scale and its minimum, float32 each. */
    private static final int PREFIX_WORDS = 4;

    /** Smallest context that has a scored row. */
    private static final int SMALLEST_CONTEXT = 3;

    /** Most rows: per-row figures are kept in an array, which holds no more elements. */
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private static final String WRITE_AGAIN = "Write it again with llama-perplexity --kl-divergence-base";

    /** Reads the header and checks the file's length against it. */
    static KldHeader read(FileChannel channel, String name) throws IOException {
        long size = channel.size();
        if (size < BYTES) {
            throw new UnusableInputException(
                    name, "expected a header of " + BYTES + " bytes, found a file of " + size + " bytes", WRITE_AGAIN);
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        FileBytes.fill(channel, name, bytes, 0);
        checkMagic(bytes, name);
        KldHeader header = new KldHeader(bytes.getInt(), bytes.getInt(), bytes.getInt());
        header.checkCounts(name);
        header.checkLength(size, name);
        return header;
    }

    private static void checkMagic(ByteBuffer bytes, String name) throws UnusableInputException {
        byte[] magic = new byte[MAGIC.length()];
        bytes.get(magic);
        String found = new String(magic, StandardCharsets.ISO_8859_1);
        if (!found.equals(MAGIC)) {
            throw new UnusableInputException(
                    name,
                    "expected '" + MAGIC + "' at byte 0, found '" + found.replaceAll("[^ -~]", "?") + "'",
                    "Use the file that llama-perplexity --kl-divergence-base writes");
        }
    }

    private void checkCounts(String name) throws UnusableInputException {
        checkCount(name, "tokens of context", MAGIC.length(), context, SMALLEST_CONTEXT);
        checkCount(name, "vocabulary entries", MAGIC.length() + Integer.BYTES, vocabulary, 1);
        checkCount(name, "chunks", MAGIC.length() + 2 * Integer.BYTES, chunks, 1);
        if ((long) chunks * rowsPerChunk() > MOST_ROWS) {
            throw new UnusableInputException(
                    name,
                    "expected at most " + MOST_ROWS + " rows, found " + chunks + " chunks of " + rowsPerChunk()
                            + " rows in the header",
                    "Check the file, or evaluate less text at once");
        }
    }

    private static void checkCount(String name, String what, int at, int found, int least)
            throws UnusableInputException {
        if (found < least) {
            throw new UnusableInputException(
                    name,
                    "expected at least " + least + " " + what + " at byte " + at + ", found "
                            + Integer.toUnsignedString(found),
                    WRITE_AGAIN);
        }
    }

    /** Checks the length: an interrupted writer has already declared all chunks in the header. */
    private void checkLength(long size, String name) throws UnusableInputException {
        BigInteger expected = BigInteger.valueOf(rows())
                .multiply(BigInteger.valueOf(rowBytes()))
                .add(BigInteger.valueOf(firstRow()));
        int comparison = BigInteger.valueOf(size).compareTo(expected);
        if (comparison < 0) {
            throw new UnusableInputException(
                    name,
                    "expected " + expected + " bytes for " + chunks + " chunks of " + rowsPerChunk() + " rows of "
                            + vocabulary + " values, found " + size + ": it ends " + end(size),
                    "The run that wrote it was interrupted, or the file was cut: run llama-perplexity again to its end");
        }
        if (comparison > 0) {
            throw new UnusableInputException(
                    name,
                    "expected " + expected + " bytes for " + chunks + " chunks of " + rowsPerChunk() + " rows of "
                            + vocabulary + " values, found " + size + ": there is more at byte " + expected,
                    "Another file was appended, or the header is of another run. " + WRITE_AGAIN);
        }
    }

    private String end(long size) {
        if (size < firstRow()) {
            return "in the tokens";
        }
        long whole = (size - firstRow()) / rowBytes();
        String where = "row " + whole % rowsPerChunk() + " of chunk " + whole / rowsPerChunk();
        return (size - firstRow()) % rowBytes() == 0 ? "before " + where : "in " + where;
    }

    /** Returns the number of rows per chunk: one for each token in the second half of the context that has a successor. */
    int rowsPerChunk() {
        return KldFile.rowsOfChunk(context);
    }

    int rows() {
        return chunks * rowsPerChunk();
    }

    long tokens() {
        return (long) chunks * context;
    }

    /** Returns the size of a row in bytes; an odd vocabulary is padded with one unused word. */
    long rowBytes() {
        return Short.BYTES * (2L * ((vocabulary + 1L) / 2) + PREFIX_WORDS);
    }

    /**
     * Returns the index of the token of the evaluated text, from 0, at which a row was computed; the row predicts the next
     * token.
     */
    long position(int row) {
        return (long) (row / rowsPerChunk()) * context + context / 2 + row % rowsPerChunk();
    }

    /** Returns the offset of a token in the file. */
    long tokenAt(long token) {
        return BYTES + token * Integer.BYTES;
    }

    /** Returns the offset of the rows in the file. */
    long firstRow() {
        return tokenAt(tokens());
    }

    long rowAt(int row) {
        return firstRow() + row * rowBytes();
    }
}
