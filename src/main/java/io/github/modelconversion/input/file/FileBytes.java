package io.github.modelconversion.input.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The bytes of a file. All readers share its channel: positional reads do not disturb each other. */
public final class FileBytes implements ByteSource {

    private final String name;
    private final FileChannel channel;
    private final Optional<PartialChecksum> checksum;

    private FileBytes(String name, FileChannel channel, Optional<PartialChecksum> checksum) {
        this.name = name;
        this.channel = channel;
        this.checksum = checksum;
    }

    /** Returns the bytes of an open file. */
    public static FileBytes of(String name, FileChannel channel) {
        return new FileBytes(name, channel, Optional.empty());
    }

    /** Returns the bytes of an open file, and collects its checksum while they are read. */
    static FileBytes withChecksum(String name, FileChannel channel) {
        return new FileBytes(name, channel, Optional.of(new PartialChecksum()));
    }

    @Override
    public ByteReader reader() {
        return new ByteReader() {
            @Override
            public void fill(ByteBuffer buffer, long position) throws IOException {
                FileBytes.fill(channel, name, buffer, position);
                checksum.ifPresent(collected -> collected.add(position, buffer));
            }

            @Override
            public void close() {
                // All readers share the channel.
            }
        };
    }

    @Override
    public boolean isSequential() {
        return false;
    }

    @Override
    public Optional<PartialChecksum> checksum() {
        return checksum;
    }

    /**
     * Fills the rest of a buffer from a position in a file and flips it.
     *
     * @throws UnusableInputException if the file ends too early
     */
    public static void fill(FileChannel channel, String name, ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            long at = position + buffer.position();
            if (channel.read(buffer, at) < 0) {
                throw new UnusableInputException(
                        name,
                        "expected more values, found the end of the file at byte " + at
                                + ": it was truncated while it was read",
                        "Do not write to the files while they are compared");
            }
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
