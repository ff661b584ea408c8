package io.github.modelconversion.input.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/**
 * Bytes from a stream that are never all in memory: a reader skips forward to the requested position and reopens the stream
 * to go back.
 */
public final class StreamedBytes implements ByteSource {

    public static final int BLOCK = 1 << 16;

    private final String name;
    private final Opener opener;
    private final boolean sequential;
    private final Closeable owner;

    /** Opens the stream at its beginning. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * Creates the bytes.
     *
     * @param name their name in messages
     * @param opener opens a new stream for each reader
     * @param sequential whether skipping bytes costs as much as reading them
     * @param owner closed together with the bytes
     */
    public StreamedBytes(String name, Opener opener, boolean sequential, Closeable owner) {
        this.name = name;
        this.opener = opener;
        this.sequential = sequential;
        this.owner = owner;
    }

    @Override
    public boolean isSequential() {
        return sequential;
    }

    @Override
    public ByteReader reader() throws IOException {
        return new Streamed(opener.open());
    }

    @Override
    public void close() throws IOException {
        owner.close();
    }

    /** Reads forward from the current position. */
    private final class Streamed implements ByteReader {

        private final byte[] block = new byte[BLOCK];
        private InputStream in;
        private long position;

        Streamed(InputStream in) {
            this.in = in;
        }

        @Override
        public void fill(ByteBuffer buffer, long from) throws IOException {
            if (from < position) {
                in.close();
                in = opener.open();
                position = 0;
            }
            try {
                in.skipNBytes(from - position);
                position = from;
                while (buffer.hasRemaining()) {
                    int count = in.read(block, 0, Math.min(block.length, buffer.remaining()));
                    if (count < 0) {
                        throw changed("the end");
                    }
                    buffer.put(block, 0, count);
                    position += count;
                }
            } catch (EOFException cut) {
                throw changed("the end");
            } catch (ZipException damaged) {
                throw changed("damaged bytes");
            }
            buffer.flip();
        }

        /** All bytes were verified when the file was opened, so a defect means that it changed since. */
        private UnusableInputException changed(String found) {
            return new UnusableInputException(
                    name,
                    "expected more values, found " + found + " after byte " + position,
                    "Do not write to the files while they are compared");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
