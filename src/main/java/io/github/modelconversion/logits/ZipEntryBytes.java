package io.github.modelconversion.logits;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The bytes of an entry of a zip archive, stored or deflated. They are never all in memory: a reader streams, skips what lies
 * before the place that is asked for (at no cost in what is stored) and begins anew to go back.
 */
final class ZipEntryBytes implements ByteSource {

    private static final int BLOCK = 1 << 16;

    private final String name;
    private final ZipFile zip;
    private final ZipEntry entry;

    /**
     * Takes an entry of an opened archive, which it closes.
     *
     * @param name the entry's name in messages
     */
    ZipEntryBytes(String name, ZipFile zip, ZipEntry entry) {
        this.name = name;
        this.zip = zip;
        this.entry = entry;
    }

    /**
     * Reads all bytes once and checks that they are as many as the archive says, and have its checksum: what java.util.zip
     * does not. It stops at the size that was declared, whatever is packed behind it.
     */
    void verify() throws IOException {
        CRC32 crc = new CRC32();
        long size = entry.getSize();
        long seen = 0;
        byte[] block = new byte[BLOCK];
        try (InputStream in = zip.getInputStream(entry)) {
            int count = in.read(block);
            while (count >= 0 && seen + count <= size) {
                crc.update(block, 0, count);
                seen += count;
                count = in.read(block);
            }
            if (count >= 0) {
                throw unusable("expected " + size + " bytes as the archive says, found more");
            }
        } catch (ZipException | EOFException damaged) {
            throw unusable("expected " + size + " bytes as the archive says, found damaged ones behind byte " + seen);
        }
        if (seen < size) {
            throw unusable("expected " + size + " bytes as the archive says, found " + seen);
        }
        if (crc.getValue() != entry.getCrc()) {
            throw unusable(String.format(
                    Locale.ROOT,
                    "expected the CRC-32 %08x as the archive says, found %08x",
                    entry.getCrc(),
                    crc.getValue()));
        }
    }

    private UnusableInputException unusable(String problem) {
        return new UnusableInputException(name, problem, NpzFile.REWRITE);
    }

    @Override
    public boolean isSequential() {
        return entry.getMethod() != ZipEntry.STORED;
    }

    @Override
    public ByteReader reader() throws IOException {
        return new Streamed(zip.getInputStream(entry));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Reads on from the last byte read. */
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
                in = zip.getInputStream(entry);
                position = 0;
            }
            in.skipNBytes(from - position);
            position = from;
            while (buffer.hasRemaining()) {
                int count = in.read(block, 0, Math.min(block.length, buffer.remaining()));
                if (count < 0) {
                    throw new UnusableInputException(
                            name,
                            "expected more values, found the end of the entry at byte " + position,
                            "Let nothing write the outputs while they are compared");
                }
                buffer.put(block, 0, count);
                position += count;
            }
            buffer.flip();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
