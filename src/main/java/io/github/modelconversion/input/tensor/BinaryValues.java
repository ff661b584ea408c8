package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.ByteSource;
import io.github.modelconversion.input.file.PartialChecksum;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.result.output.ElementType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** A run of binary elements. Readers share the bytes; each has its own window. */
public final class BinaryValues implements Closeable {

    /** Size of a window in bytes. Smaller windows cost system calls; larger ones do not fit into the processor's cache. */
    private static final int WINDOW_BYTES = 1 << 18;

    private final String name;
    private final ByteSource bytes;
    private final long start;
    private final long count;
    private final ElementType type;
    private final ByteOrder order;

    /**
     * Creates the elements.
     *
     * @param name the file's name in messages
     * @param bytes the bytes; closed together with this object
     * @param start the offset of the first element in bytes
     * @param count the number of elements
     */
    public BinaryValues(String name, ByteSource bytes, long start, long count, ElementType type, ByteOrder order) {
        this.name = name;
        this.bytes = bytes;
        this.start = start;
        this.count = count;
        this.type = type;
        this.order = order;
    }

    /** Reads all elements into memory in their stored form. */
    public Held hold() throws IOException {
        int size = Math.toIntExact(count * type.size());
        ByteBuffer held;
        try {
            held = ByteBuffer.allocate(size).order(order);
        } catch (OutOfMemoryError tooLarge) {
            throw new UnusableInputException(
                    name,
                    "expected " + size + " bytes of free memory to transpose a Fortran-order array, found less",
                    "Write it as numpy.save(path, numpy.ascontiguousarray(numpy.load(path))), or give Maven more memory");
        }
        try (ByteSource.ByteReader reader = bytes.reader()) {
            reader.fill(held, start);
        }
        return index -> type.decode(held, index);
    }

    /** Returns whether reading backwards means starting over from the beginning. */
    public boolean isSequential() {
        return bytes.isSequential();
    }

    /** Returns the checksum of the file that is collected while elements are read; empty if it is not. */
    public Optional<PartialChecksum> checksum() {
        return bytes.checksum();
    }

    /** Returns a new reader. */
    public ValueReader reader() throws IOException {
        return new Window(bytes.reader());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** Elements in memory. */
    @FunctionalInterface
    public interface Held {
        double value(int index);
    }

    /** The part of the file that a reader holds. It starts at a multiple of its size; the last one may be shorter. */
    private final class Window implements ValueReader {

        private final int elements = (int) Math.min(count, WINDOW_BYTES / type.size());
        private final ByteSource.ByteReader reader;
        private final ByteBuffer window =
                ByteBuffer.allocateDirect(elements * type.size()).order(order);
        private final ElementType.Decoder decoder = type.decoder(window);
        private long firstHeld = -1;

        Window(ByteSource.ByteReader reader) {
            this.reader = reader;
        }

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
            window.clear().limit(here * type.size());
            reader.fill(window, start + firstElement * type.size());
            firstHeld = firstElement;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
