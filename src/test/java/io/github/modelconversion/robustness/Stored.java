package io.github.modelconversion.robustness;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.KldFixture;
import io.github.modelconversion.result.output.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads files without the code under test in the plainest way: whole, or not at all if anything violates the format. */
final class Stored {

    private static final Pattern DICTIONARY = Pattern.compile(
            "\\{'descr': '([<|>=][a-z]\\d)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\),? *\\}[ \t]*\n?");

    private Stored() {}

    /**
     * The values of a tensor.
     *
     * @param dimensions the sizes, outermost first
     * @param offset where its bytes begin in the file; −1 if the file does not hold them unchanged
     * @param type how a value is stored: f or i with its size in bytes; g2 is bfloat16, t text
     * @param values all of them, in C order
     */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Values(List<Long> dimensions, int offset, String type, double[] values) {

        /** Returns the size of a value in bytes. */
        int size() {
            return type.charAt(1) - '0';
        }

        boolean isWhole() {
            return type.startsWith("i");
        }
    }

    /** Returns all tensors by name; the only tensor of a file without names has the name "". */
    static Map<String, Values> read(Path file, ElementType type) throws IOException {
        if (Files.isDirectory(file)) {
            return directory(file, type);
        }
        require(Files.isRegularFile(file), "no file");
        return read(Files.readAllBytes(file), ending(file), type);
    }

    /** Returns all tensors of a file's content. */
    static Map<String, Values> read(byte[] content, String ending, ElementType type) throws IOException {
        try {
            return switch (ending) {
                case "bin" -> Map.of("", raw(content, name(type)));
                case "npy" -> Map.of("", npy(content));
                case "txt" -> Map.of("", text(content));
                case "npz" -> npz(content);
                case "safetensors" -> safetensors(content);
                case "gguf" -> gguf(content);
                default -> throw new IOException("not a tensor file: " + ending);
            };
        } catch (RuntimeException malformed) {
            throw new IOException(malformed);
        }
    }

    static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String name(ElementType type) {
        return switch (type) {
            case FLOAT16 -> "f2";
            case BFLOAT16 -> "g2";
            case FLOAT64 -> "f8";
            default -> "f4";
        };
    }

    static void require(boolean condition, String what) throws IOException {
        if (!condition) {
            throw new IOException(what);
        }
    }

    private static Map<String, Values> directory(Path directory, ElementType type) throws IOException {
        Map<String, Values> all = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
                if (!ending(file).equals("md") && !stem.endsWith("-tokens") && !stem.endsWith("-prompt")) {
                    read(file, type)
                            .forEach((label, values) -> all.put(label.isEmpty() ? stem : stem + "/" + label, values));
                }
            }
        }
        return all;
    }

    private static Values raw(byte[] content, String type) throws IOException {
        int size = type.charAt(1) - '0';
        require(content.length > 0 && content.length % size == 0, "no whole values");
        return values(ByteBuffer.wrap(content), List.of((long) content.length / size), 0, type, true);
    }

    private static Values text(byte[] content) throws IOException {
        List<String> lines =
                new String(content, StandardCharsets.ISO_8859_1).lines().toList();
        double[] values = new double[lines.size()];
        for (int i = 0; i < values.length; i++) {
            String line = lines.get(i);
            int colon = line.indexOf(':');
            require(colon < 0 || line.substring(0, colon).strip().equals(String.valueOf(i)), "index");
            values[i] = Double.parseDouble(line.substring(colon + 1).strip());
        }
        require(values.length > 0, "no lines");
        return new Values(List.of((long) values.length), -1, "t0", values);
    }

    private static Values npy(byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        require(bytes.get() == (byte) 0x93 && "NUMPY".equals(characters(bytes, 5)), "magic");
        int major = bytes.get();
        int minor = bytes.get();
        require(major >= 1 && major <= 3 && minor == 0, "version");
        int length = major == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
        Matcher header = DICTIONARY.matcher(characters(bytes, length));
        require(header.matches(), "header");
        List<Long> dimensions = Arrays.stream(header.group(3).split(","))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .toList();
        String descr = header.group(1);
        Values values = values(bytes, dimensions, bytes.position(), descr.substring(1), descr.charAt(0) != '>');
        require(bytes.position() + count(dimensions) * values.size() == content.length, "length");
        require(header.group(2).equals("False") || dimensions.size() < 2, "order");
        return values;
    }

    private static Map<String, Values> npz(byte[] content) throws IOException {
        Path archive = Files.createTempFile("stored", ".npz");
        Files.write(archive, content);
        Map<String, Values> all = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.getName().endsWith(".npy")) {
                    continue;
                }
                String name = entry.getName().substring(0, entry.getName().length() - ".npy".length());
                require(!all.containsKey(name), "duplicate name");
                try {
                    all.put(name, npy(inflated(zip, entry)));
                } catch (IOException | RuntimeException torn) {
                    // Missing in the result.
                }
            }
        } finally {
            Files.delete(archive);
        }
        return all;
    }

    private static byte[] inflated(ZipFile zip, ZipEntry entry) throws IOException {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        try (InputStream in = zip.getInputStream(entry)) {
            in.transferTo(array);
        }
        CRC32 checksum = new CRC32();
        checksum.update(array.toByteArray());
        require(checksum.getValue() == entry.getCrc() && array.size() == entry.getSize(), "checksum");
        return array.toByteArray();
    }

    private static Map<String, Values> safetensors(byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.getLong();
        require(length >= 0 && length <= bytes.remaining(), "header");
        JsonObject header =
                JsonParser.parseString(characters(bytes, (int) length)).getAsJsonObject();
        int data = bytes.position();
        Map<String, Values> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
            if (entry.getKey().equals("__metadata__")) {
                continue;
            }
            JsonObject tensor = entry.getValue().getAsJsonObject();
            List<Long> dimensions = new ArrayList<>();
            tensor.getAsJsonArray("shape").forEach(dimension -> dimensions.add(dimension.getAsLong()));
            String type = switch (tensor.get("dtype").getAsString()) {
                case "F32" -> "f4";
                case "F16" -> "f2";
                case "BF16" -> "g2";
                case "F64" -> "f8";
                case "I64" -> "i8";
                case "I32" -> "i4";
                default -> throw new IOException("type");
            };
            int from = tensor.getAsJsonArray("data_offsets").get(0).getAsInt();
            int to = tensor.getAsJsonArray("data_offsets").get(1).getAsInt();
            Values values = values(bytes, dimensions, data + from, type, true);
            require(to - from == count(dimensions) * values.size(), "offsets");
            all.put(entry.getKey(), values);
        }
        return all;
    }

    private static Map<String, Values> gguf(byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        require("GGUF".equals(characters(bytes, 4)), "magic");
        int version = bytes.getInt();
        require(version == 2 || version == 3, "version");
        long tensors = bytes.getLong();
        long alignment = 32;
        for (long keys = bytes.getLong(); keys > 0; keys--) {
            String key = characters(bytes, Math.toIntExact(bytes.getLong()));
            int type = bytes.getInt();
            int at = bytes.position();
            skip(bytes, type);
            alignment = key.equals("general.alignment") ? bytes.getInt(at) : alignment;
        }
        require(alignment > 0 && tensors >= 0 && tensors < 1000, "alignment");
        List<String> names = new ArrayList<>();
        List<List<Long>> shapes = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (long i = 0; i < tensors; i++) {
            names.add(characters(bytes, Math.toIntExact(bytes.getLong())));
            List<Long> dimensions = new ArrayList<>();
            for (int rank = bytes.getInt(); rank > 0; rank--) {
                dimensions.add(0, bytes.getLong());
            }
            shapes.add(dimensions);
            types.add(
                    switch (bytes.getInt()) {
                        case 0 -> "f4";
                        case 1 -> "f2";
                        case 24 -> "i1";
                        case 25 -> "i2";
                        case 26 -> "i4";
                        case 27 -> "i8";
                        case 28 -> "f8";
                        case 30 -> "g2";
                        default -> throw new IOException("type");
                    });
            offsets.add(bytes.getLong());
        }
        long data = (bytes.position() + alignment - 1) / alignment * alignment;
        Map<String, Values> all = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            require(offsets.get(i) % alignment == 0, "alignment");
            int offset = Math.toIntExact(data + offsets.get(i));
            require(
                    all.put(names.get(i), values(bytes, shapes.get(i), offset, types.get(i), true)) == null,
                    "duplicate name");
        }
        return all;
    }

    private static void skip(ByteBuffer bytes, int type) throws IOException {
        switch (type) {
            case 0, 1, 7 -> bytes.get();
            case 2, 3 -> bytes.getShort();
            case 4, 5, 6 -> bytes.getInt();
            case 10, 11, 12 -> bytes.getLong();
            case 8 -> characters(bytes, Math.toIntExact(bytes.getLong()));
            default -> throw new IOException("metadata");
        }
    }

    private static String characters(ByteBuffer bytes, int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] read = new byte[length];
        bytes.get(read);
        return new String(read, StandardCharsets.ISO_8859_1);
    }

    private static long count(List<Long> dimensions) {
        return dimensions.stream().reduce(1L, Math::multiplyExact);
    }

    private static Values values(ByteBuffer content, List<Long> dimensions, int offset, String type, boolean little)
            throws IOException {
        ByteBuffer bytes = content.duplicate().order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int count = Math.toIntExact(count(dimensions));
        int size = type.charAt(1) - '0';
        require(count > 0 && offset >= 0 && offset <= content.limit(), "values");
        require((long) count * size <= content.limit() - offset, "length");
        double[] values = new double[count];
        bytes.position(offset);
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case "f4" -> bytes.getFloat();
                case "f8" -> bytes.getDouble();
                case "f2" -> half(bytes.getShort());
                case "g2" -> Float.intBitsToFloat(bytes.getShort() << 16);
                case "i1" -> bytes.get();
                case "i2" -> bytes.getShort();
                case "i4" -> bytes.getInt();
                case "i8" -> bytes.getLong();
                default -> throw new IOException("type");
            };
        }
        return new Values(dimensions, offset, type, values);
    }

    private static double half(short bits) {
        int exponent = bits >> 10 & 31;
        int mantissa = bits & 1023;
        double magnitude = switch (exponent) {
            case 0 -> mantissa * 0x1p-24;
            case 31 -> mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> (1024 + mantissa) * Math.scalb(1.0, exponent - 25);
        };
        return bits < 0 ? -magnitude : magnitude;
    }

    /** Reads a file of llama-perplexity, and checks that it is complete. */
    static KldFixture.Decoded kld(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try {
            require("_logits_".equals(characters(bytes, 8)), "magic");
            long context = bytes.getInt();
            long vocabulary = bytes.getInt();
            long chunks = bytes.getInt();
            require(context > 2 && vocabulary > 0 && chunks > 0 && chunks * context < content.length, "counts");
            long rows = chunks * (context - 1 - context / 2);
            require(
                    content.length == 20 + 4 * chunks * context + rows * 2 * (vocabulary + vocabulary % 2 + 4),
                    "length");
            return KldFixture.Decoded.of(file);
        } catch (RuntimeException malformed) {
            throw new IOException(malformed);
        }
    }
}
