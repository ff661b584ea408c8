package io.github.modelconversion.input.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The bytes of elements: a file or a part of one. Close its readers before it. */
public interface ByteSource extends Closeable {

    /** Returns a new reader for one thread. */
    ByteReader reader() throws IOException;

    /** Returns whether reading backwards means starting over from the beginning. */
    boolean isSequential();

    /** Returns the checksum of the file that is collected while these bytes are read; empty if they are not the file's. */
    default Optional<PartialChecksum> checksum() {
        return Optional.empty();
    }

    /** Reads bytes at any position. */
    interface ByteReader extends Closeable {

        /**
         * Fills the rest of a buffer and flips it.
         *
         * @param position position of the first byte to read
         * @throws UnusableInputException if the bytes end too early
         */
        void fill(ByteBuffer buffer, long position) throws IOException;
    }
}
