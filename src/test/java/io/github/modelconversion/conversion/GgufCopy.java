package io.github.modelconversion.conversion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A GGUF file's metadata and tensor list, which tests change and write again, without the code under test. */
public final class GgufCopy {

    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private static final int ALIGNMENT = 32;

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<String, byte[]> data = new LinkedHashMap<>();

    private record Tensor(String name, List<Long> dimensions, int type) {}

    private GgufCopy() {}

    public static GgufCopy empty() {
        return new GgufCopy();
    }

    public static GgufCopy read(Path file) throws IOException {
        GgufCopy copy = new GgufCopy();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(8);
        long tensors = bytes.getLong();
        long entries = bytes.getLong();
        for (long i = 0; i < entries; i++) {
            String key = text(bytes);
            int start = bytes.position();
            skip(bytes, bytes.getInt());
            byte[] value = new byte[bytes.position() - start];
            bytes.get(start, value);
            copy.entries.put(key, value);
        }
        for (long i = 0; i < tensors; i++) {
            String name = text(bytes);
            List<Long> dimensions = new ArrayList<>();
            for (int left = bytes.getInt(); left > 0; left--) {
                dimensions.add(bytes.getLong());
            }
            int type = bytes.getInt();
            bytes.getLong();
            copy.tensors.add(new Tensor(name, dimensions, type));
        }
        return copy;
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[(int) bytes.getLong()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void skip(ByteBuffer bytes, int type) {
        if (type == 8) {
            bytes.position(bytes.position() + 8 + (int) bytes.getLong(bytes.position()));
        } else if (type == 9) {
            int elements = bytes.getInt();
            for (long count = bytes.getLong(); count > 0; count--) {
                skip(bytes, elements);
            }
        } else {
            bytes.position(bytes.position() + SIZES[type]);
        }
    }

    public GgufCopy uint32(String key, long value) {
        return entry(key, little(4).putInt(4).putInt((int) value));
    }

    private GgufCopy uint16(String key, int value) {
        return entry(key, little(2).putInt(2).putShort((short) value));
    }

    private GgufCopy int32(String key, int value) {
        return entry(key, little(4).putInt(5).putInt(value));
    }

    public GgufCopy float32(String key, double value) {
        return entry(key, little(4).putInt(6).putFloat((float) value));
    }

    public GgufCopy bool(String key, boolean value) {
        return entry(key, little(1).putInt(7).put((byte) (value ? 1 : 0)));
    }

    public GgufCopy text(String key, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return entry(
                key, little(8 + bytes.length).putInt(8).putLong(bytes.length).put(bytes));
    }

    public GgufCopy int32s(String key, int... values) {
        ByteBuffer bytes = little(12 + 4 * values.length).putInt(9).putInt(5).putLong(values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return entry(key, bytes);
    }

    public GgufCopy float32s(String key, float... values) {
        ByteBuffer bytes = little(12 + 4 * values.length).putInt(9).putInt(6).putLong(values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return entry(key, bytes);
    }

    public GgufCopy texts(String key, List<String> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        values.forEach(value -> name(out, value));
        ByteBuffer bytes = little(12 + out.size()).putInt(9).putInt(8).putLong(values.size());
        return entry(key, bytes.put(out.toByteArray()));
    }

    public List<String> textsOf(String key) {
        ByteBuffer bytes = array(key);
        List<String> texts = new ArrayList<>();
        for (long count = bytes.getLong(); count > 0; count--) {
            texts.add(text(bytes));
        }
        return texts;
    }

    public int[] int32sOf(String key) {
        ByteBuffer bytes = array(key);
        int[] values = new int[(int) bytes.getLong()];
        bytes.asIntBuffer().get(values);
        return values;
    }

    public float[] float32sOf(String key) {
        ByteBuffer bytes = array(key);
        float[] values = new float[(int) bytes.getLong()];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private ByteBuffer array(String key) {
        return ByteBuffer.wrap(entries.get(key)).order(ByteOrder.LITTLE_ENDIAN).position(8);
    }

    public GgufCopy bools(String key, boolean... values) {
        ByteBuffer bytes = little(12 + values.length).putInt(9).putInt(7).putLong(values.length);
        for (boolean value : values) {
            bytes.put((byte) (value ? 1 : 0));
        }
        return entry(key, bytes);
    }

    private static ByteBuffer little(int valueBytes) {
        return ByteBuffer.wrap(new byte[4 + valueBytes]).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    private GgufCopy entry(String key, ByteBuffer value) {
        entries.put(key, bytes(value));
        return this;
    }

    public GgufCopy without(String key) {
        if (entries.remove(key) == null) {
            throw new IllegalArgumentException(key);
        }
        return this;
    }

    public GgufCopy tensor(String name, long... dimensions) {
        tensors.add(new Tensor(name, boxed(dimensions), 1));
        return this;
    }

    /** Sets a tensor's type and data. */
    GgufCopy data(String name, int type, byte[] values) {
        tensors.set(at(name), new Tensor(name, tensors.get(at(name)).dimensions(), type));
        data.put(name, values);
        return this;
    }

    List<String> tensorNames() {
        return tensors.stream().map(Tensor::name).toList();
    }

    int typeOf(String name) {
        return tensors.get(at(name)).type();
    }

    long[] dimensionsOf(String name) {
        return tensors.get(at(name)).dimensions().stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    GgufCopy withoutTensor(String name) {
        tensors.remove(at(name));
        return this;
    }

    GgufCopy renamed(String from, String to) {
        Tensor tensor = tensors.get(at(from));
        tensors.set(at(from), new Tensor(to, tensor.dimensions(), tensor.type()));
        return this;
    }

    GgufCopy reshaped(String name, long... dimensions) {
        tensors.set(
                at(name),
                new Tensor(name, boxed(dimensions), tensors.get(at(name)).type()));
        return this;
    }

    private static List<Long> boxed(long... dimensions) {
        return Arrays.stream(dimensions).boxed().toList();
    }

    private int at(String name) {
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    public Path write(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes(little(16).putInt(3).putLong(tensors.size()).putLong(entries.size())));
        entries.forEach((key, value) -> {
            name(out, key);
            out.writeBytes(value);
        });
        long offset = 0;
        for (Tensor tensor : tensors) {
            name(out, tensor.name());
            ByteBuffer bytes = little(8 * tensor.dimensions().size() + 12)
                    .putInt(tensor.dimensions().size());
            for (long dimension : tensor.dimensions()) {
                bytes.putLong(dimension);
            }
            out.writeBytes(bytes(bytes.putInt(tensor.type()).putLong(offset)));
            long length = data.getOrDefault(tensor.name(), new byte[0]).length;
            offset += (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        for (Tensor tensor : tensors) {
            byte[] values = data.getOrDefault(tensor.name(), new byte[0]);
            if (values.length > 0) {
                pad(out);
                out.writeBytes(values);
            }
        }
        return Files.write(file, out.toByteArray());
    }

    /** Writes the tensors to several files, as llama-gguf-split does; only the first has all metadata. Returns its path. */
    Path writeSplit(Path folder, int parts) throws IOException {
        for (int part = 0; part < parts; part++) {
            GgufCopy copy = new GgufCopy();
            if (part == 0) {
                copy.entries.putAll(entries);
            }
            copy.uint16("split.no", part).uint16("split.count", parts).int32("split.tensors.count", tensors.size());
            copy.tensors.addAll(tensors.subList(tensors.size() * part / parts, tensors.size() * (part + 1) / parts));
            copy.data.putAll(data);
            copy.write(partOf(folder, part, parts));
        }
        return partOf(folder, 0, parts);
    }

    private static Path partOf(Path folder, int part, int parts) {
        return folder.resolve(String.format(Locale.ROOT, "model-%05d-of-%05d.gguf", part + 1, parts));
    }

    private static void pad(ByteArrayOutputStream out) {
        out.writeBytes(new byte[(ALIGNMENT - out.size() % ALIGNMENT) % ALIGNMENT]);
    }

    private static void name(ByteArrayOutputStream out, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(bytes(little(4).putLong(text.length)));
        out.writeBytes(text);
    }
}
