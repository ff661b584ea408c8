package io.github.modelconversion.input.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes valid and invalid GGUF headers, field by field. */
public final class GgufFixture {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public static GgufFixture header(long version, long tensors, long entries) {
        return new GgufFixture().raw("GGUF").int32(version).int64(tensors).int64(entries);
    }

    GgufFixture raw(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    GgufFixture int32(long value) {
        return little(value, Integer.BYTES);
    }

    GgufFixture int64(long value) {
        return little(value, Long.BYTES);
    }

    GgufFixture text(String text) {
        return int64(text.getBytes(StandardCharsets.UTF_8).length).raw(text);
    }

    public GgufFixture number(String key, long value) {
        return text(key).int32(4).int32(value);
    }

    public GgufFixture string(String key, String value) {
        return text(key).int32(8).text(value);
    }

    public GgufFixture tensor(String name, long type, long... dimensions) {
        text(name).int32(dimensions.length);
        for (long dimension : dimensions) {
            int64(dimension);
        }
        return int32(type).int64(0);
    }

    /** Adds a tensor with its data at an offset in bytes from the beginning of all data. */
    public GgufFixture tensorAt(long offset, String name, long type, long... dimensions) {
        text(name).int32(dimensions.length);
        for (long dimension : dimensions) {
            int64(dimension);
        }
        return int32(type).int64(offset);
    }

    /** Adds data at the next multiple of the alignment, which is 32 unless an entry sets another one. */
    public GgufFixture data(int alignment, byte[] data) {
        while (bytes.size() % alignment != 0) {
            bytes.write(0);
        }
        bytes.writeBytes(data);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    private GgufFixture little(long value, int size) {
        byte[] all = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        bytes.write(all, 0, size);
        return this;
    }
}
