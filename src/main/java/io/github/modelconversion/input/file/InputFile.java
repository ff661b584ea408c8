package io.github.modelconversion.input.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Opens all files that a user supplies. Each must be a regular file, since a FIFO or a device may never end or never begin,
 * and must be the data itself, not a pointer that version control left in its place.
 */
public final class InputFile {

    private InputFile() {}

    /**
     * Opens a file.
     *
     * @throws NotDataException if it is not a regular file, or only a pointer to the data
     * @throws java.nio.file.NoSuchFileException if it does not exist
     * @throws IOException if it cannot be read
     */
    public static FileChannel open(Path file) throws IOException {
        requireRegular(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            requireData(channel);
            return channel;
        } catch (IOException unusable) {
            channel.close();
            throw unusable;
        }
    }

    /** Opens a file like {@link #open} and returns it as a stream from its beginning. */
    public static InputStream stream(Path file) throws IOException {
        return Channels.newInputStream(open(file));
    }

    /** Checked before opening, since opening a FIFO blocks until another process writes to it. */
    private static void requireRegular(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new NotDataException(
                    "expected a regular file, found "
                            + (attributes.isDirectory() ? "a directory" : "a FIFO, device or socket"),
                    "Use the file that holds the data");
        }
    }

    private static void requireData(FileChannel channel) throws IOException {
        if (channel.size() >= StandIn.MOST_BYTES) {
            return;
        }
        ByteBuffer head = ByteBuffer.allocate(StandIn.HEAD_BYTES);
        int read = 0;
        while (head.hasRemaining() && read >= 0) {
            read = channel.read(head, head.position());
        }
        Optional<StandIn> standIn = StandIn.of(Arrays.copyOf(head.array(), head.position()));
        if (standIn.isPresent()) {
            throw standIn.get().refusal();
        }
    }
}
