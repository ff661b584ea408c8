package io.github.modelconversion.input.kld;

import io.github.modelconversion.input.file.Gzip;
import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.LogProbabilityReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Reads {@code .kld}: the log-probabilities that {@code llama-perplexity --kl-divergence-base} writes for the second half of
 * every context of a text, as 16-bit codes.
 *
 * <p>The format is defined by that tool's {@code perplexity.cpp}. A row has a scale, a minimum, and a code q per vocabulary
 * token, whose log-probability is scale · q + minimum. Values more than {@value #RANGE} below the row's largest are clipped
 * to code 0. Readers share the file; each has its own window.
 */
public final class KldFile implements Closeable {

    /** Range of the codes below the row's largest log-probability, in nats. */
    public static final double RANGE = 16;

    /** The file name ending. */
    public static final String ENDING = ".kld";

    /**
     * Half a code step of a row that uses the whole range, in nats. Apart from float32 rounding, every unclipped value
     * decodes to within this distance of the original, so each coded side shifts a row's divergence or loss by at most this
     * much.
     */
    public static final double HALF_STEP = RANGE / KldRows.LARGEST_CODE / 2;

    private final String name;
    private final FileChannel channel;
    private final KldHeader header;

    private KldFile(String name, FileChannel channel, KldHeader header) {
        this.name = name;
        this.channel = channel;
        this.header = header;
    }

    /** Returns whether a file name has this ending, compressed or not. */
    public static boolean isNamed(Path file) {
        return Gzip.unpacked(String.valueOf(file.getFileName())).endsWith(ENDING);
    }

    /** Returns the name of such a file without the ending. */
    public static String stem(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return name.substring(0, name.length() - ENDING.length());
    }

    /**
     * Opens a file and checks its header and its length.
     *
     * @param file the file
     * @param name its name in messages and reports
     * @throws UnusableInputException if it is not such a file, or is incomplete
     * @throws IOException if it cannot be read
     */
    public static KldFile open(Path file, String name) throws IOException {
        Gzip.requireUnpacked(file, name);
        FileChannel channel = InputBytes.channel(file, name);
        try {
            return new KldFile(name, channel, KldHeader.read(channel, name));
        } catch (IOException unusable) {
            channel.close();
            throw unusable;
        }
    }

    /** Returns the file's name for messages. */
    public String name() {
        return name;
    }

    /** Returns the number of tokens per chunk of text. */
    public int context() {
        return header.context();
    }

    /** Returns the number of values per row. */
    public int vocabulary() {
        return header.vocabulary();
    }

    /** Returns the number of chunks of text evaluated. */
    public int chunks() {
        return header.chunks();
    }

    /** Returns the number of rows of a chunk: the tool evaluates the second half of it. */
    public static int rowsOfChunk(int context) {
        return context - 1 - context / 2;
    }

    /** Returns the number of rows: context − 1 − context ÷ 2 per chunk. */
    public int rows() {
        return header.rows();
    }

    /** Returns the number of tokens of the evaluated text: context per chunk. */
    public long tokens() {
        return header.tokens();
    }

    /**
     * Returns the index of the token of the evaluated text, from 0, at which a row was computed; the row predicts the next
     * token.
     */
    public long position(int row) {
        return header.position(row);
    }

    /** Returns whether two files have the same context, vocabulary and number of chunks. */
    public boolean fits(KldFile other) {
        return header.equals(other.header);
    }

    /** Returns a new reader of the evaluated text's tokens. */
    public KldTokens text() {
        return new KldTokens(name, channel, header);
    }

    /**
     * Returns the number of rows that a reader reads at once. Threads that share the rows should each process runs of this
     * length, starting at a multiple of it.
     */
    public int rowsAtOnce() {
        return KldRows.atOnce(header);
    }

    /** Returns a new reader of the rows. */
    public LogProbabilityReader reader() {
        return new KldRows(name, channel, header);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
