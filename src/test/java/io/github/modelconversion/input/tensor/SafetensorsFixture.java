package io.github.modelconversion.input.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds .safetensors files byte by byte, as the format specifies. */
public final class SafetensorsFixture {

    private SafetensorsFixture() {}

    /** Returns a file with this header and data. */
    public static byte[] safetensors(String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return NpyFixture.concatenated(length(text.length), text, data);
    }

    public static byte[] length(long length) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }

    /** Returns a tensor's entry in the header. */
    public static String entry(String name, String type, String shape, long begin, long end) {
        return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + ","
                + end + "]}";
    }
}
