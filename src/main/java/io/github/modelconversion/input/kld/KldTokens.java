package io.github.modelconversion.input.kld;

import io.github.modelconversion.input.file.FileBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads the tokens of the text that a {@link KldFile} was evaluated on. Each thread needs a reader of its own. */
public final class KldTokens {

    private static final int AT_ONCE = 1 << 14;

    private final String name;
    private final FileChannel channel;
    private final KldHeader header;
    private IntBuffer held = IntBuffer.allocate(0);
    private long firstHeld;

    KldTokens(String name, FileChannel channel, KldHeader header) {
        this.name = name;
        this.channel = channel;
        this.header = header;
    }

    /**
     * Returns a token.
     *
     * @param number its index in the text, from 0
     * @throws IOException when the file cannot be read
     */
    public int at(long number) throws IOException {
        if (number < firstHeld || number >= firstHeld + held.limit()) {
            held = read(number, (int) Math.min(AT_ONCE, header.tokens() - number))
                    .asIntBuffer();
            firstHeld = number;
        }
        return held.get((int) (number - firstHeld));
    }

    /**
     * Returns the token that a row predicts.
     *
     * @throws UnusableInputException if it is not in the vocabulary
     * @throws IOException when the file cannot be read
     */
    public int after(int row) throws IOException {
        long number = header.position(row) + 1;
        int token = at(number);
        if (token < 0 || token >= header.vocabulary()) {
            throw new UnusableInputException(
                    name,
                    "expected a token from 0 to " + (header.vocabulary() - 1) + " at byte " + header.tokenAt(number)
                            + " (token " + number + " of the text), found " + token,
                    "The file is damaged: write it again with llama-perplexity");
        }
        return token;
    }

    /**
     * Returns the index of the first token that differs from that of another file, from 0; empty if none differs.
     *
     * @param other the text of a file with the same shape
     * @throws IOException if a file cannot be read
     */
    public OptionalLong firstOther(KldTokens other) throws IOException {
        for (long first = 0; first < header.tokens(); first += AT_ONCE) {
            int count = (int) Math.min(AT_ONCE, header.tokens() - first);
            int mismatch = read(first, count)
                    .asIntBuffer()
                    .mismatch(other.read(first, count).asIntBuffer());
            if (mismatch >= 0) {
                return OptionalLong.of(first + mismatch);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Returns a fingerprint of each chunk's text: the first eight bytes of the SHA-256 of its tokens.
     *
     * @throws IOException when the file cannot be read
     */
    public List<Long> fingerprints() throws IOException {
        List<Long> fingerprints = new ArrayList<>(header.chunks());
        for (int chunk = 0; chunk < header.chunks(); chunk++) {
            MessageDigest digest = sha256();
            for (int first = 0; first < header.context(); first += AT_ONCE) {
                int count = Math.min(AT_ONCE, header.context() - first);
                digest.update(read((long) chunk * header.context() + first, count));
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

    private ByteBuffer read(long first, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        FileBytes.fill(channel, name, bytes, header.tokenAt(first));
        return bytes;
    }
}
