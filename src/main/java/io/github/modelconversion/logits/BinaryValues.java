package io.github.modelconversion.logits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A run of binary elements in a file. Readers share the file, each with a window of its own. */
final class BinaryValues implements Closeable {

    /** Size of a window. Smaller ones cost system calls, larger ones fall out of the processor's cache. */
    private static final int WINDOW_BYTES = 1 << 18;

    private final String name;
    private final FileChannel channel;
    private final long start;
    private final long count;
    private final ElementType type;
    private final ByteOrder order;

    BinaryValues(String name, FileChannel channel, long start, long count, ElementType type, ByteOrder order) {
        this.name = name;
        this.channel = channel;
        this.start = start;
        this.count = count;
        this.type = type;
        this.order = order;
    }

    /**
     * Opens a file.
     *
     * @param start the offset of the first element in bytes
     * @param count the number of elements
     */
    static BinaryValues open(Path file, String name, long start, long count, ElementType type, ByteOrder order)
            throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new BinaryValues(name, channel, start, count, type, order);
    }

    /** Reads all elements and holds them in memory as they are in the file. */
    Held hold() throws IOException {
        int size = Math.toIntExact(count * type.size());
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.allocate(size).order(order);
        } catch (OutOfMemoryError tooLarge) {
            throw new UnusableInputException(
                    name,
                    "expected " + size + " bytes of free memory to transpose a Fortran-order array, found less",
                    "Write it as numpy.save(path, numpy.ascontiguousarray(numpy.load(path))), or give Maven more memory");
        }
        fill(channel, name, bytes, start);
        return index -> type.decode(bytes, index);
    }

    /** Returns a new reader. */
    ValueReader reader() {
        return new Window();
    }

    /**
     * Fills the rest of a buffer from a place in a file and flips it.
     *
     * @throws UnusableInputException when the file ends before
     */
    static void fill(FileChannel channel, String name, ByteBuffer buffer, long position) throws IOException {
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

    /** The part of the file that a reader holds. Its first element is a multiple of its size, its last may be missing. */
    private final class Window implements ValueReader {

        private final int elements = WINDOW_BYTES / type.size();
        private final ByteBuffer bytes = ByteBuffer.allocateDirect(WINDOW_BYTES).order(order);
        private final ElementType.Decoder decoder = type.decoder(bytes);
        private long firstHeld = -1;

        @Override
        public void read(long first, double[] values, int length) throws IOException {
            int done = 0;
            while (done < length) {
                long next = first + done;
                int offset = (int) (next % elements);
                hold(next - offset);
                int now = Math.min(length - done, elements - offset);
                decoder.decode(offset, values, done, now);
                done += now;
            }
        }

        private void hold(long firstElement) throws IOException {
            if (firstElement == firstHeld) {
                return;
            }
            firstHeld = -1;
            int here = (int) Math.min(elements, count - firstElement);
            bytes.clear().limit(here * type.size());
            fill(channel, name, bytes, start + firstElement * type.size());
            firstHeld = firstElement;
        }

        @Override
        public void close() {
            // The file belongs to all readers.
        }
    }
}
