package io.github.modelconversion.logits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
