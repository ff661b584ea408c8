package io.github.modelconversion.provenance;

import io.github.modelconversion.input.file.Checksum;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Identifies a text.
 *
 * @param bytes its size in UTF-8
 * @param crc32c the CRC-32C of these bytes
 */
public record TextMark(long bytes, String crc32c) {

    public static TextMark of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TextMark(bytes.length, Checksum.crc32c(ByteBuffer.wrap(bytes)));
    }
}
