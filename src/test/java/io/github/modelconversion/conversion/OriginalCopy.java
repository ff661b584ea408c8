package io.github.modelconversion.conversion;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.original.OriginalFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An original's config.json and list of tensors, which tests change and write to a folder with empty tensors. */
final class OriginalCopy {

    final JsonObject config;
    private final Map<String, JsonArray> shapes = new LinkedHashMap<>();
    private final Map<String, float[]> values = new LinkedHashMap<>();

    private OriginalCopy(JsonObject config) {
        this.config = config;
    }

    /** Returns the original in a folder of testdata. */
    static OriginalCopy read(Path folder) throws IOException {
        OriginalCopy copy = of(Files.readString(folder.resolve("config.json")));
        byte[] head = Files.readAllBytes(folder.resolve("model.safetensors.head"));
        JsonObject tensors = JsonParser.parseString(
                        new String(head, Long.BYTES, head.length - Long.BYTES, StandardCharsets.UTF_8))
                .getAsJsonObject();
        for (Map.Entry<String, JsonElement> entry : tensors.entrySet()) {
            if (!entry.getKey().equals("__metadata__")) {
                copy.shapes.put(
                        entry.getKey(), entry.getValue().getAsJsonObject().getAsJsonArray("shape"));
            }
        }
        return copy;
    }

    /** Returns an original with a config.json and no tensors. */
    static OriginalCopy of(String config) {
        return new OriginalCopy(JsonParser.parseString(config).getAsJsonObject());
    }

    /** Sets a hyper-parameter to a JSON value. */
    OriginalCopy with(String name, String json) {
        config.add(name, JsonParser.parseString(json));
        return this;
    }

    OriginalCopy tensor(String name, long... shape) {
        JsonArray sizes = new JsonArray();
        for (long size : shape) {
            sizes.add(size);
        }
        shapes.put(name, sizes);
        return this;
    }

    List<String> names() {
        return List.copyOf(shapes.keySet());
    }

    OriginalCopy withoutTensor(String name) {
        if (shapes.remove(name) == null) {
            throw new IllegalArgumentException(name);
        }
        return this;
    }

    /** Sets a tensor's values, which must be exact in BF16. */
    OriginalCopy values(String name, float... all) {
        values.put(name, all);
        return this;
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> counts.put(name, count(shape)));
        return counts;
    }

    private static long count(JsonArray shape) {
        long count = 1;
        for (JsonElement size : shape) {
            count *= size.getAsLong();
        }
        return count;
    }

    OriginalFolder write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), config.toString());
        JsonObject header = new JsonObject();
        long end = 0;
        for (Map.Entry<String, JsonArray> entry : shapes.entrySet()) {
            long begin = end;
            end += 2 * count(entry.getValue());
            JsonObject tensor = new JsonObject();
            JsonArray offsets = new JsonArray();
            offsets.add(begin);
            offsets.add(end);
            tensor.addProperty("dtype", "BF16");
            tensor.add("shape", entry.getValue());
            tensor.add("data_offsets", offsets);
            header.add(entry.getKey(), tensor);
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("model.safetensors").toFile(), "rw")) {
            file.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            file.write(text);
            long position = file.getFilePointer();
            file.setLength(position + end);
            for (Map.Entry<String, JsonArray> entry : shapes.entrySet()) {
                if (values.containsKey(entry.getKey())) {
                    file.seek(position);
                    file.write(bytes(values.get(entry.getKey())));
                }
                position += 2 * count(entry.getValue());
            }
        }
        return OriginalFolder.read(folder, "original");
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort((short) (Float.floatToRawIntBits(value) >>> Short.SIZE));
        }
        return bytes.array();
    }
}
