package io.github.modelconversion.input.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a file, decompressed if its name ends in {@value Gzip#ENDING}. All readers obtain their bytes here. */
public final class InputBytes {

    private final Path file;
    private final String name;
    private final boolean packed;

    /** Size of the decompressed bytes; −1 until it is first requested. */
    private long unpackedSize = -1;

    private InputBytes(Path file, String name, boolean packed) {
        this.file = file;
        this.name = name;
        this.packed = packed;
    }

    /**
     * Returns the bytes of a file without opening it.
     *
     * @param name the file's name in messages
     */
    public static InputBytes of(Path file, String name) {
        return new InputBytes(file, name, Gzip.isNamed(file));
    }

    /**
     * Opens a file at its beginning, compressed or not.
     *
     * @param name the file's name in messages
     * @throws UnusableInputException if it is not a regular file, or only a pointer to the data
     */
    public static FileChannel channel(Path file, String name) throws IOException {
        try {
            return InputFile.open(file);
        } catch (NotDataException standIn) {
            throw UnusableInputException.of(name, standIn);
        }
    }

    /**
     * Returns the file.
     *
     * @throws UnusableInputException if it is compressed but needs random access
     */
    public Path unpackedFile() throws UnusableInputException {
        Gzip.requireUnpacked(file, name);
        return file;
    }

    /** Returns the file's name in messages. */
    public String name() {
        return name;
    }

    /**
     * Returns the number of bytes. A compressed file is decompressed once completely, which also verifies it.
     *
     * @throws UnusableInputException if it is truncated, damaged or followed by other data
     */
    public synchronized long size() throws IOException {
        if (!packed) {
            try (FileChannel channel = channel(file, name)) {
                return channel.size();
            }
        }
        if (unpackedSize < 0) {
            try (InputStream in = stream()) {
                byte[] block = new byte[StreamedBytes.BLOCK];
                long seen = 0;
                for (int count = in.read(block); count >= 0; count = in.read(block)) {
                    seen += count;
                }
                unpackedSize = seen;
            }
        }
        return unpackedSize;
    }

    /** Reads the bytes from the first one on. */
    public InputStream stream() throws IOException {
        InputStream in = Channels.newInputStream(channel(file, name));
        return packed ? new GzipStream(in, name) : in;
    }

    /** Opens the bytes for random access. */
    public ByteSource open() throws IOException {
        return packed
                ? new StreamedBytes(name, this::stream, true, () -> {})
                : FileBytes.withChecksum(name, channel(file, name));
    }
}
