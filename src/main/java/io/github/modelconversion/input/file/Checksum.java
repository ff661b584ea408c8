package io.github.modelconversion.input.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Identifies the contents of a file. */
public final class Checksum {

    private Checksum() {}

    /**
     * Returns the CRC-32C of all bytes of a file as eight hexadecimal digits.
     *
     * @throws IOException when the file cannot be read
     */
    public static String crc32c(Path file) throws IOException {
        return new PartialChecksum().complete(file);
    }

    /** Returns the CRC-32C of bytes as eight hexadecimal digits. */
    public static String crc32c(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return text(crc);
    }

    private static String text(CRC32C crc) {
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
