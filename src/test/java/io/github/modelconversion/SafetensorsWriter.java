package io.github.modelconversion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes small .safetensors files as the format specifies, without the code under test. */
public final class SafetensorsWriter {

    private final List<String> entries = new ArrayList<>();
    private final ByteBuffer data;

    public SafetensorsWriter() {
        this(1 << 16);
    }

    /** Reserves a number of bytes for values. */
    public SafetensorsWriter(int bytes) {
        data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Adds a float32 tensor. */
    public SafetensorsWriter with(String name, double... values) {
        int begin = data.position();
        for (double value : values) {
            data.putFloat((float) value);
        }
        return entry(name, "F32", values.length, begin);
    }

    /** Adds an int64 tensor. */
    public SafetensorsWriter withIntegers(String name, long... values) {
        int begin = data.position();
        for (long value : values) {
            data.putLong(value);
        }
        return entry(name, "I64", values.length, begin);
    }

    private SafetensorsWriter entry(String name, String type, int count, int begin) {
        entries.add("\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":[" + count + "],\"data_offsets\":[" + begin
                + "," + data.position() + "]}");
        return this;
    }

    public Path write(Path file) {
        byte[] header = ("{" + String.join(",", entries) + "}").getBytes(StandardCharsets.UTF_8);
        ByteBuffer all =
                ByteBuffer.allocate(8 + header.length + data.position()).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(header.length).put(header).put(data.array(), 0, data.position());
        try {
            return Files.write(file, all.array());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
