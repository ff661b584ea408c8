package io.github.modelconversion.input.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes zip archives entry by entry, stored as by numpy.savez or deflated as by numpy.savez_compressed. */
public final class NpzFixture {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    public NpzFixture stored(String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        return entry(entry, content);
    }

    public NpzFixture deflated(String name, byte[] content) throws IOException {
        return entry(new ZipEntry(name), content);
    }

    private NpzFixture entry(ZipEntry entry, byte[] content) throws IOException {
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        return this;
    }

    public byte[] bytes() throws IOException {
        zip.close();
        return bytes.toByteArray();
    }
}
