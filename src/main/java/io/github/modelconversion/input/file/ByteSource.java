package io.github.modelconversion.input.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that elements are made of: a file, or a part of one. Its readers are closed before it. */
public interface ByteSource extends Closeable {

    /** Returns a new reader for one thread. */
    ByteReader reader() throws IOException;

    /** Returns whether to read what lies before the last byte read means to begin anew. */
    boolean isSequential();

    /** Reads bytes from any place. */
    interface ByteReader extends Closeable {

        /**
         * Fills the rest of a buffer and flips it.
         *
         * @param position the place of the first byte to read
         * @throws UnusableInputException when the bytes end before
         */
        void fill(ByteBuffer buffer, long position) throws IOException;
    }
}
