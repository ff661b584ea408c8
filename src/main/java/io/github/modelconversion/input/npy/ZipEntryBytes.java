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

/** The bytes of an entry of a zip archive, stored or deflated. */
public final class ZipEntryBytes {

    private final String name;
    private final ZipFile zip;
    private final ZipEntry entry;

    /**
     * Takes an entry of an opened archive.
     *
     * @param name the entry's name in messages
     */
    public ZipEntryBytes(String name, ZipFile zip, ZipEntry entry) {
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

    /** Opens the bytes for readers; closing them closes the archive. */
    public ByteSource open() {
        return new StreamedBytes(name, () -> zip.getInputStream(entry), entry.getMethod() != ZipEntry.STORED, zip);
    }
}
