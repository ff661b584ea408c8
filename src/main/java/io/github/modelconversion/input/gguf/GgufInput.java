package io.github.modelconversion.input.gguf;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the numbers and texts of a GGUF file from an offset on. Every count and length is checked against the rest of the
 * file and of the read limit before memory is allocated for it.
 */
final class GgufInput {

    /** Read limit in bytes: vocabularies of a million tokens need about 30 MB. */
    static final long MOST_BYTES = 64L << 20;

    private final DataInputStream in;
    private final long end;
    private long position;

    /**
     * Creates the input.
     *
     * @param stream the file from an offset on; the caller closes it
     * @param start that offset in bytes
     * @param size size of the file in bytes
     */
    GgufInput(InputStream stream, long start, long size) {
        in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
        end = Math.min(size, MOST_BYTES);
        position = start;
    }

    long position() {
        return position;
    }

    /** Reads a count of things, each of which takes at least {@code leastBytes}. */
    long count(String things, int leastBytes) throws IOException {
        long at = position;
        long count = unsigned(Long.BYTES);
        if (count < 0 || count > (end - position) / leastBytes) {
            throw new GgufException("expected at most " + (end - position) / leastBytes + " " + things + " at byte "
                    + at + ", as many as fit into " + end + " bytes, found " + Long.toUnsignedString(count));
        }
        return count;
    }

    long length(String what, long most) throws IOException {
        long at = position;
        long length = unsigned(Long.BYTES);
        if (length < 0 || length > Math.min(most, end - position)) {
            throw new GgufException("expected the length of " + what + " at byte " + at + " to be at most "
                    + Math.min(most, end - position) + ", found " + Long.toUnsignedString(length));
        }
        return length;
    }

    String text(long length) throws IOException {
        return new String(bytes((int) length), StandardCharsets.UTF_8);
    }

    long unsignedInt() throws IOException {
        return unsigned(Integer.BYTES);
    }

    long unsigned(int size) throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        System.arraycopy(bytes(size), 0, bytes, 0, size);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    byte[] bytes(int length) throws IOException {
        if (length > end - position) {
            throw new EOFException();
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        position += length;
        return bytes;
    }

    void skip(long length) throws IOException {
        if (length > end - position) {
            throw new EOFException();
        }
        in.skipNBytes(length);
        position += length;
    }

    /** Returns the exception for a file that ends too early or exceeds the read limit. */
    GgufException torn() {
        if (end == 0) {
            return new GgufException("expected a GGUF file, found an empty file");
        }
        return new GgufException(
                end == MOST_BYTES
                        ? "expected metadata and tensor directory within the first " + MOST_BYTES + " bytes, found more"
                        : "expected more metadata, found the end of the file at byte " + end);
    }
}
