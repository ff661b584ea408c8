package io.github.modelconversion.logits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

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
    public static final double HALF_STEP = RANGE / 0xffff / 2;

    /** What the writer's arithmetic in float32 can add to a row's range or to its largest log-probability, in nats. */
    private static final double ROUNDING = 1e-4;

    private static final int LARGEST_CODE = 0xffff;
    private static final int TOKENS_AT_ONCE = 1 << 14;

    /** Values that are read at once, about: fewer cost system calls. */
    private static final int VALUES_AT_ONCE = 1 << 16;

    /** Rows that are read at once at most, however small the vocabulary. */
    private static final int MOST_ROWS_AT_ONCE = 1 << 8;

    private final String name;
    private final FileChannel channel;
    private final KldHeader header;

    private KldFile(String name, FileChannel channel, KldHeader header) {
        this.name = name;
        this.channel = channel;
        this.header = header;
    }

    /** Returns whether a file's name says that it is one. */
    public static boolean isNamed(Path file) {
        return String.valueOf(file.getFileName()).endsWith(ENDING);
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
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
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
        int perChunk = header.rowsPerChunk();
        return (long) (row / perChunk) * context() + context() / 2 + row % perChunk;
    }

    /** Returns whether two files have the same context, vocabulary and number of chunks. */
    public boolean fits(KldFile other) {
        return header.equals(other.header);
    }

    /**
     * Returns the number of the first token of the evaluated text that is another one in another file, from 0.
     *
     * @param other a file that fits this one
     * @throws IOException when a file cannot be read
     */
    public OptionalLong firstOtherToken(KldFile other) throws IOException {
        for (long first = 0; first < tokens(); first += TOKENS_AT_ONCE) {
            int count = (int) Math.min(TOKENS_AT_ONCE, tokens() - first);
            int mismatch = readTokens(first, count).mismatch(other.readTokens(first, count));
            if (mismatch >= 0) {
                return OptionalLong.of(first + mismatch);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Returns a token of the evaluated text.
     *
     * @param number its number in the text, from 0
     * @throws IOException when the file cannot be read
     */
    public int token(long number) throws IOException {
        return readTokens(number, 1).get(0);
    }

    private IntBuffer readTokens(long first, int count) throws IOException {
        return readTokenBytes(first, count).asIntBuffer();
    }

    private ByteBuffer readTokenBytes(long first, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        FileBytes.fill(channel, name, bytes, header.tokenAt(first));
        return bytes;
    }

    /**
     * Returns what tells the text of each chunk from any other: the first eight bytes of the SHA-256 of its tokens.
     *
     * @throws IOException when the file cannot be read
     */
    public List<Long> fingerprints() throws IOException {
        List<Long> fingerprints = new ArrayList<>(chunks());
        for (int chunk = 0; chunk < chunks(); chunk++) {
            MessageDigest digest = sha256();
            for (int first = 0; first < context(); first += TOKENS_AT_ONCE) {
                int count = Math.min(TOKENS_AT_ONCE, context() - first);
                digest.update(readTokenBytes((long) chunk * context() + first, count));
            }
            fingerprints.add(ByteBuffer.wrap(digest.digest()).getLong());
        }
        return fingerprints;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Returns a new reader of the tokens that rows predict; each thread needs one of its own. */
    public NextTokens nextTokens() {
        return new NextTokens();
    }

    /**
     * Returns how many rows a reader reads at once. Threads that share the rows should each take such a run of them, which
     * begins at a multiple of it.
     */
    public int rowsAtOnce() {
        return Math.max(1, Math.min(MOST_ROWS_AT_ONCE, VALUES_AT_ONCE / vocabulary()));
    }

    /** Returns a new reader of the rows. */
    public LogProbabilityReader reader() {
        return new Rows();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The tokens that rows predict. */
    public final class NextTokens {

        private IntBuffer held = IntBuffer.allocate(0);
        private long firstHeld;

        private NextTokens() {}

        /**
         * Returns the token of the text that a row predicts.
         *
         * @throws UnusableInputException when it is not in the vocabulary
         * @throws IOException when the file cannot be read
         */
        public int of(int row) throws IOException {
            long number = position(row) + 1;
            if (number < firstHeld || number >= firstHeld + held.limit()) {
                held = readTokens(number, (int) Math.min(TOKENS_AT_ONCE, tokens() - number));
                firstHeld = number;
            }
            int token = held.get((int) (number - firstHeld));
            if (token < 0 || token >= vocabulary()) {
                throw new UnusableInputException(
                        name,
                        "expected a token from 0 to " + (vocabulary() - 1) + " at byte " + header.tokenAt(number)
                                + " (token " + number + " of the text), found " + token,
                        "The file is damaged: let llama-perplexity write it again");
            }
            return token;
        }
    }

    private final class Rows implements LogProbabilityReader {

        private final int rowBytes = Math.toIntExact(header.rowBytes());
        private final ByteBuffer bytes =
                ByteBuffer.allocateDirect(rowsAtOnce() * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
        private final short[] codes = new short[vocabulary()];
        private int firstHeld = -1;

        @Override
        public double read(int row, double[] logProbabilities) throws IOException {
            hold(row / rowsAtOnce() * rowsAtOnce());
            bytes.position((row - firstHeld) * rowBytes);
            float scale = bytes.getFloat();
            float minimum = bytes.getFloat();
            double range = (double) scale * LARGEST_CODE;
            boolean valid = range >= 0 && range <= RANGE + ROUNDING && minimum + range <= ROUNDING;
            // So written that NaN and −∞ are refused, too.
            if (!valid || Float.isInfinite(minimum)) {
                throw noRow(row, scale, minimum);
            }
            bytes.asShortBuffer().get(codes);
            decode(codes, logProbabilities, codes.length, scale, minimum);
            return range >= RANGE - ROUNDING ? minimum : Double.NEGATIVE_INFINITY;
        }

        private void hold(int first) throws IOException {
            if (first != firstHeld) {
                firstHeld = -1;
                int count = Math.min(rowsAtOnce(), rows() - first);
                FileBytes.fill(channel, name, bytes.clear().limit(count * rowBytes), header.rowAt(first));
                firstHeld = first;
            }
        }

        private UnusableInputException noRow(int row, float scale, float minimum) {
            return new UnusableInputException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "expected a scale from 0 to %.4g and a minimum that leave no log-probability above 0 at byte"
                                    + " %d (row %d of chunk %d), found scale %s and minimum %s",
                            RANGE / LARGEST_CODE,
                            header.rowAt(row),
                            row % header.rowsPerChunk(),
                            row / header.rowsPerChunk(),
                            scale,
                            minimum),
                    "Where they are NaN the model's logits were not finite; else the file is damaged: let"
                            + " llama-perplexity write it again");
        }

        @Override
        public void close() {
            // The file belongs to all readers.
        }
    }

    /** The product is exact in double; the sum is rounded once. */
    private static void decode(short[] codes, double[] into, int count, double scale, double minimum) {
        for (int i = 0; i < count; i++) {
            into[i] = scale * (codes[i] & LARGEST_CODE) + minimum;
        }
    }
}
