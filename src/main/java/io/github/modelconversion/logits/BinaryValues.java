package io.github.modelconversion.logits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A run of binary elements in a file, read at any place through one small buffer. Not for several threads. */
final class BinaryValues implements Closeable {

    private static final int BUFFER_BYTES = 1 << 18;

    private final String name;
    private final FileChannel channel;
    private final long start;
    private final ElementType type;
    private final ByteBuffer buffer;

    private BinaryValues(String name, FileChannel channel, long start, ElementType type, ByteOrder order) {
        this.name = name;
        this.channel = channel;
        this.start = start;
        this.type = type;
        this.buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(order);
    }

    /**
     * Opens a file.
     *
     * @param start the offset of the first element in bytes
     */
    static BinaryValues open(Path file, String name, long start, ElementType type, ByteOrder order) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new BinaryValues(name, channel, start, type, order);
    }

    /** Reads elements into {@code values}, from index 0. */
    void read(long first, double[] values, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int now = Math.min(count - done, BUFFER_BYTES / type.size());
            buffer.clear().limit(now * type.size());
            fill(buffer, start + (first + done) * type.size());
            type.decode(buffer, values, done, now);
            done += now;
        }
    }

    /** Reads the first elements of the run and holds them in memory as they are in the file. */
    Held hold(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * type.size()).order(buffer.order());
        fill(bytes, start);
        return index -> type.decode(bytes, index);
    }

    private void fill(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            long at = position + buffer.position();
            if (channel.read(buffer, at) < 0) {
                throw new UnusableInputException(
                        name,
                        "expected more values, found the end of the file at byte " + at
                                + ": it was cut while it was read",
                        "Let nothing write the outputs while they are compared");
            }
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Elements in memory. */
    @FunctionalInterface
    interface Held {
        double value(int index);
    }
}
