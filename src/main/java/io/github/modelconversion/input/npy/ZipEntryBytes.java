package io.github.modelconversion.input.npy;

import io.github.modelconversion.input.file.ByteSource;
import io.github.modelconversion.input.file.StreamedBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The bytes of a zip archive entry, stored or deflated. */
public final class ZipEntryBytes {

    private final String name;
    private final ZipFile zip;
    private final ZipEntry entry;

    /**
     * Wraps an entry of an open archive.
     *
     * @param name the entry's name in messages
     */
    public ZipEntryBytes(String name, ZipFile zip, ZipEntry entry) {
        this.name = name;
        this.zip = zip;
        this.entry = entry;
    }

    /**
     * Reads all bytes once and verifies their number and checksum against the archive, which java.util.zip does not. Stops
     * at the declared size, whatever compressed data follows.
     */
    void verify() throws IOException {
        CRC32 crc = new CRC32();
        long size = entry.getSize();
        long seen = 0;
        byte[] block = new byte[StreamedBytes.BLOCK];
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
            throw unusable("expected " + size + " bytes as the archive says, found damaged ones after byte " + seen);
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

    /** Opens the bytes for readers; closing them closes the archive. */
    public ByteSource open() {
        return new StreamedBytes(name, () -> zip.getInputStream(entry), entry.getMethod() != ZipEntry.STORED, zip);
    }
}
