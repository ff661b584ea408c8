package io.github.modelconversion.shard;

import io.github.modelconversion.input.InputFile;
import io.github.modelconversion.logits.UnusableInputException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;

/** The numbers and texts of a state, one after the other. No memory is taken for more than the file can hold. */
final class StateFile implements Closeable {

    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int BYTES_AT_ONCE = 1 << 16;
    private static final String WRITE_AGAIN = "Copy it again, or let nmse-check write it again";

    private final String name;
    private final DataInputStream in;

    /** How many bytes there are before the checksum. */
    private final long size;

    private long position;

    private StateFile(Path path, String name) throws IOException {
        this.name = name;
        FileChannel channel = InputFile.open(path);
        this.size = channel.size() - CHECKSUM_BYTES;
        this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BYTES_AT_ONCE));
    }

    /**
     * Opens a state behind its version.
     *
     * @throws UnusableInputException when it is none, of another version, or its checksum is wrong
     */
    static StateFile open(Path path, String name) throws IOException {
        try (StateFile checked = new StateFile(path, name)) {
            checked.checkStart();
        }
        try (StateFile checked = new StateFile(path, name)) {
            checked.checkSum();
        }
        StateFile file = new StateFile(path, name);
        file.checkStart();
        return file;
    }

    private void checkStart() throws IOException {
        byte[] start = in.readNBytes(StateWriter.MAGIC.length());
        position = start.length;
        String magic = new String(start, StandardCharsets.ISO_8859_1);
        if (!magic.equals(StateWriter.MAGIC)) {
            throw new UnusableInputException(
                    name,
                    "expected '" + StateWriter.MAGIC + "' at byte 0, found '" + printable(magic) + "'",
                    "Give the nmse-check.state that nmse-check writes when shard is true");
        }
        int version = take(Integer.BYTES).readInt();
        if (version != StateWriter.VERSION) {
            throw new UnusableInputException(
                    name,
                    "expected version " + StateWriter.VERSION + " at byte " + start.length + ", found " + version,
                    "Use one version of the plugin for all shards and for merging them");
        }
    }

    private void checkSum() throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] bytes = new byte[BYTES_AT_ONCE];
        for (long left = size; left > 0; ) {
            int count = in.read(bytes, 0, (int) Math.min(left, bytes.length));
            if (count < 0) {
                throw new EOFException(name + " became shorter while it was read");
            }
            checksum.update(bytes, 0, count);
            left -= count;
        }
        int expected = in.readInt();
        if (expected != (int) checksum.getValue()) {
            throw new UnusableInputException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "expected bytes with the CRC-32C %08x that stands at byte %d, found %08x: it was cut or"
                                    + " changed",
                            expected,
                            size,
                            (int) checksum.getValue()),
                    WRITE_AGAIN);
        }
    }

    /** Reads how many things follow, of so many bytes each at least. */
    int count(String what, int bytesEach) throws IOException {
        int count = take(Integer.BYTES).readInt();
        if (count < 0 || (long) count * bytesEach > size - position) {
            throw damaged("no more " + what + " than the file can hold, found " + count);
        }
        return count;
    }

    long whole() throws IOException {
        return take(Long.BYTES).readLong();
    }

    double number() throws IOException {
        return take(Double.BYTES).readDouble();
    }

    double[] numbers(int count) throws IOException {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number();
        }
        return numbers;
    }

    boolean flag() throws IOException {
        return take(1).readBoolean();
    }

    String text() throws IOException {
        byte[] bytes = new byte[count("bytes of text", 1)];
        take(bytes.length).readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    <E extends Enum<E>> E name(Class<E> type) throws IOException {
        return constant(type, text());
    }

    <E extends Enum<E>> E constant(Class<E> type, String text) throws UnusableInputException {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw damaged("the name of a " + type.getSimpleName() + ", found '" + printable(text) + "'");
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    void expectEnd() throws UnusableInputException {
        if (position != size) {
            throw damaged("the end at byte " + size + ", found more");
        }
    }

    private DataInputStream take(int bytes) throws UnusableInputException {
        if (bytes > size - position) {
            throw damaged(bytes + " more bytes, found " + (size - position));
        }
        position += bytes;
        return in;
    }

    UnusableInputException damaged(String expected) {
        return new UnusableInputException(name, "expected " + expected + ", before byte " + position, WRITE_AGAIN);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
