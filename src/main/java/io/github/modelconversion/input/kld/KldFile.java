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
 * every context of a text, in codes of 16 bits.
 *
 * <p>The source of the format is that tool's {@code perplexity.cpp}. A row has a scale, a minimum and a code q for each
 * token of the vocabulary, whose log-probability is scale · q + minimum. What is more than {@value #RANGE} below the row's
 * largest is clipped to code 0. Readers share the file, each with a window of its own.
 */
public final class KldFile implements Closeable {

    /** How far below the row's largest log-probability the codes reach, in nats. */
    public static final double RANGE = 16;

    /** What the names of such files end in. */
    public static final String ENDING = ".kld";

    /**
     * Half a step of the codes of a row that reaches the whole range, in nats: no value that is not clipped is decoded
     * further from what it was, save by rounding in float32, so for each side that is coded no row's divergence or loss is
     * further away, either.
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

    /** Returns whether a file's name says that it is one, packed or not. */
    public static boolean isNamed(Path file) {
        return Gzip.unpacked(String.valueOf(file.getFileName())).endsWith(ENDING);
    }

    /** Returns the name of such a file without its ending. */
    public static String stem(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return name.substring(0, name.length() - ENDING.length());
    }

    /**
     * Opens a file and checks its header and its length.
     *
     * @param file the file
     * @param name its name in messages and reports
     * @throws UnusableInputException when it is no such file, or not all of one
     * @throws IOException when it cannot be read
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

    /** Returns the file's name as the user is told it. */
    public String name() {
        return name;
    }

    /** Returns how many tokens a chunk of text has. */
    public int context() {
        return header.context();
    }

    /** Returns how many values a row has. */
    public int vocabulary() {
        return header.vocabulary();
    }

    /** Returns how many chunks of text were evaluated. */
    public int chunks() {
        return header.chunks();
    }

    /** Returns how many rows there are: context − 1 − context ÷ 2 for each chunk. */
    public int rows() {
        return header.rows();
    }

    /** Returns how many tokens the evaluated text has: context for each chunk. */
    public long tokens() {
        return header.tokens();
    }

    /** Returns at which token of the evaluated text, from 0, a row was computed; the row predicts the one after it. */
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
     * Returns how many rows a reader reads at once. Threads that share the rows should each take such a run of them, which
     * begins at a multiple of it.
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
