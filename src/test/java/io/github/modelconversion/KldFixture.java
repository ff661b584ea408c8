package io.github.modelconversion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code .kld} files as llama-perplexity does, in its float32 arithmetic, and reads them without the code under
 * test.
 */
public final class KldFixture {

    public static final Path STORIES_F16 = Path.of("testdata", "stories260K", "kld", "stories260K-f16.kld");
    public static final Path STORIES_Q4_0 = Path.of("testdata", "stories260K", "kld", "stories260K-Q4_0.kld");
    public static final Path ODD_F16 = Path.of("testdata", "stories260K-v513", "kld", "v513-f16.kld");
    public static final Path ODD_Q4_0 = Path.of("testdata", "stories260K-v513", "kld", "v513-Q4_0.kld");

    private static final int HEADER = 20;

    private KldFixture() {}

    /** Returns a file's bytes: {@code tokens.length / context} chunks of tokens, then the encoded rows of logits. */
    public static byte[] encode(int context, int vocabulary, int[] tokens, double[][] rows) {
        int words = 2 * ((vocabulary + 1) / 2) + 4;
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + 4 * tokens.length + 2 * words * rows.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("_logits_".getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(context).putInt(vocabulary).putInt(tokens.length / context);
        for (int token : tokens) {
            bytes.putInt(token);
        }
        for (double[] row : rows) {
            int end = bytes.position() + 2 * words;
            encode(row, bytes);
            bytes.position(end);
        }
        return bytes.array();
    }

    private static void encode(double[] logits, ByteBuffer bytes) {
        float max = Float.NEGATIVE_INFINITY;
        float min = Float.POSITIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, (float) logit);
            min = Math.min(min, (float) logit);
        }
        min = Math.max(min, max - 16);
        double sum = 0;
        for (double logit : logits) {
            sum += (float) Math.exp((float) logit - max);
        }
        float logSum = (float) Math.log(sum);
        float scale = (max - min) / 65535f;
        bytes.putFloat(scale).putFloat(min - max - logSum);
        for (double logit : logits) {
            float above = (float) logit - min;
            bytes.putShort((short) (above > 0 ? Math.rint(1 / scale * above) : 0));
        }
    }

    /** A file, fully decoded. */
    public static final class Decoded {

        public final int context;
        public final int vocabulary;
        public final int chunks;
        public final int[] tokens;
        public final double[][] rows;
        public final double[] steps;

        private Decoded(ByteBuffer bytes) {
            bytes.position(8);
            context = bytes.getInt();
            vocabulary = bytes.getInt();
            chunks = bytes.getInt();
            tokens = new int[chunks * context];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = bytes.getInt();
            }
            rows = new double[chunks * (context - 1 - context / 2)][vocabulary];
            steps = new double[rows.length];
            for (int row = 0; row < rows.length; row++) {
                steps[row] = bytes.getFloat();
                double minimum = bytes.getFloat();
                for (int i = 0; i < vocabulary; i++) {
                    rows[row][i] = steps[row] * Short.toUnsignedInt(bytes.getShort()) + minimum;
                }
                bytes.position(bytes.position() + 2 * (vocabulary % 2));
            }
        }

        public static Decoded of(Path file) {
            return new Decoded(ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        }

        /** Returns the token that a row predicts. */
        public int next(int row) {
            int perChunk = rows.length / chunks;
            return tokens[row / perChunk * context + context / 2 + 1 + row % perChunk];
        }
    }

    /** Returns the file's bytes cut down to its first chunks, as a shorter run would have written them. */
    public static byte[] firstChunks(Path file, int chunks) {
        return chunks(bytes(file), 0, chunks);
    }

    /** Returns the file's bytes cut down to chunks {@code [from, to)}, as a run over that text would have written them. */
    public static byte[] chunks(byte[] all, int from, int to) {
        Decoded whole = new Decoded(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN));
        int tokenBytes = 4 * whole.context;
        int firstRow = HEADER + tokenBytes * whole.chunks;
        int rowBytes = (all.length - firstRow) / whole.chunks;
        int count = to - from;
        ByteBuffer part =
                ByteBuffer.allocate(HEADER + count * (tokenBytes + rowBytes)).order(ByteOrder.LITTLE_ENDIAN);
        part.put(all, 0, HEADER)
                .put(all, HEADER + from * tokenBytes, count * tokenBytes)
                .put(all, firstRow + from * rowBytes, count * rowBytes);
        return part.putInt(16, count).array();
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
