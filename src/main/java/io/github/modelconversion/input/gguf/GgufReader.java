package io.github.modelconversion.input.gguf;

import io.github.modelconversion.result.output.TensorType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads everything before the tensor data of a GGUF file. The file is treated as hostile: every count and length is checked
 * against the rest of the file and of the read limit before memory is allocated.
 *
 * <p>Layout: magic, version, number of tensors, number of entries; the entries (key, type, value); the tensors (name, number
 * of dimensions, dimensions, type, offset). Strings and arrays are prefixed with their 64-bit length.
 */
final class GgufReader {

    private static final long MOST_KEY_BYTES = (1 << 16) - 1;
    private static final int MOST_NAME_BYTES = 1 << 10;

    /** Longest name of a tensor in bytes: llama.cpp refuses 64 and more. */
    private static final long MOST_TENSOR_NAME_BYTES = 63;

    /** Most tensors or entries; large models have about 2 000 tensors and 100 entries. */
    private static final int MOST_THINGS = 1 << 16;

    private static final int MOST_DIMENSIONS = 4;
    private static final int MOST_NESTING = 4;
    private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};

    private static final String ALIGNMENT = "general.alignment";
    private static final long USUAL_ALIGNMENT = 32;
    private static final long LARGEST_ALIGNMENT = 1 << 20;

    /** Smallest size of an entry (key length, type and one byte); a tensor takes at least as much. */
    private static final int LEAST_ENTRY_BYTES = 13;

    private static final int LEAST_TENSOR_BYTES = 24;

    private final GgufInput in;

    private final Map<String, GgufValue> values = new LinkedHashMap<>();
    private final List<GgufDirectory.Entry> tensors = new ArrayList<>();
    private final Set<TensorType> weightTypes = EnumSet.noneOf(TensorType.class);

    /**
     * Creates the reader.
     *
     * @param file the file from its first byte on; the caller closes it
     * @param size size of the file in bytes
     */
    GgufReader(InputStream file, long size) {
        in = new GgufInput(file, 0, size);
    }

    GgufModel read() throws IOException {
        readHead();
        return model();
    }

    GgufDirectory readDirectory() throws IOException {
        readHead();
        return directory();
    }

    GgufMetadata readMetadata(Path file) throws IOException {
        readHead();
        return new GgufMetadata(file, values, directory());
    }

    private GgufDirectory directory() throws GgufException {
        long alignment = alignment();
        return new GgufDirectory(tensors, alignment, (in.position() + alignment - 1) / alignment * alignment);
    }

    private void readHead() throws IOException {
        try {
            readAll();
        } catch (EOFException torn) {
            throw in.torn();
        }
    }

    private void readAll() throws IOException {
        byte[] magic = in.bytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new GgufException("expected the magic GGUF at byte 0, found " + hex(magic));
        }
        long version = in.unsignedInt();
        if (version != 2 && version != 3) {
            boolean swapped = version != 0 && (version & 0xffff) == 0;
            throw new GgufException("expected version 2 or 3 at byte 4, found " + version
                    + (swapped ? ": a big-endian file, or a damaged one" : ""));
        }
        long tensorCount = in.count("tensors", LEAST_TENSOR_BYTES);
        long entries = in.count("entries", LEAST_ENTRY_BYTES);
        requireFew("tensors", tensorCount);
        requireFew("entries", entries);
        for (long i = 0; i < entries; i++) {
            readEntry();
        }
        for (long i = 0; i < tensorCount; i++) {
            readTensor();
        }
    }

    /** With another alignment than the file's own, values would be read from wrong places. */
    private long alignment() throws GgufException {
        GgufValue stated = values.get(ALIGNMENT);
        if (stated == null) {
            return USUAL_ALIGNMENT;
        }
        long alignment = number(ALIGNMENT).orElse(0);
        if (Long.bitCount(alignment) != 1 || alignment < 1 || alignment > LARGEST_ALIGNMENT) {
            throw new GgufException("expected " + ALIGNMENT + " to be a power of two from 1 to " + LARGEST_ALIGNMENT
                    + ", found " + (stated instanceof GgufValue.Whole ? alignment : "no whole number"));
        }
        return alignment;
    }

    private static void requireFew(String things, long count) throws GgufException {
        if (count > MOST_THINGS) {
            throw new GgufException("expected at most " + MOST_THINGS + " " + things + ", found " + count);
        }
    }

    private GgufModel model() {
        Optional<String> architecture = Optional.ofNullable(values.get("general.architecture"))
                .filter(GgufValue.Text.class::isInstance)
                .map(text -> ((GgufValue.Text) text).value());
        String prefix = architecture.orElse("") + ".";
        return new GgufModel(
                architecture,
                number("general.file_type"),
                dimension("output.weight", 1)
                        .or(() -> dimension("token_embd.weight", 1))
                        .map(OptionalLong::of)
                        .orElse(number(prefix + "vocab_size")),
                dimension("token_embd.weight", 0).map(OptionalLong::of).orElse(number(prefix + "embedding_length")),
                weightTypes);
    }

    private OptionalLong number(String key) {
        return values.get(key) instanceof GgufValue.Whole whole ? OptionalLong.of(whole.value()) : OptionalLong.empty();
    }

    private Optional<Long> dimension(String tensor, int at) {
        return tensors.stream()
                .filter(entry ->
                        entry.name().equals(tensor) && entry.dimensions().size() > at)
                .map(entry -> entry.dimensions().get(at))
                .findFirst();
    }

    private void readEntry() throws IOException {
        long at = in.position();
        String key = in.text(in.length("a key", MOST_KEY_BYTES));
        if (key.isEmpty()) {
            throw new GgufException("expected a key at byte " + at + ", found an empty one");
        }
        GgufType type = GgufType.read(in);
        GgufValue value = switch (type) {
            case STRING -> readText(key);
            case ARRAY -> readArray(key, 0);
            default -> type.readNumber(in);
        };
        if (values.putIfAbsent(key, value) != null) {
            throw new GgufException("expected each key once, found " + key + " again at byte " + at);
        }
    }

    private GgufValue readText(String key) throws IOException {
        long length = in.length("the value of " + key, Long.MAX_VALUE);
        if (length <= MOST_NAME_BYTES) {
            return new GgufValue.Text(in.text(length));
        }
        GgufValue text = new GgufValue.LongText(in.position(), length);
        in.skip(length);
        return text;
    }

    private GgufValue readArray(String key, int nesting) throws IOException {
        if (nesting == MOST_NESTING) {
            throw new GgufException("expected at most " + MOST_NESTING + " nested arrays in " + key
                    + ", found more at byte " + in.position());
        }
        GgufType type = GgufType.read(in);
        long length = in.count("values in " + key, Math.max(type.size(), 1));
        GgufValue array = new GgufValue.Array(type, length, in.position());
        if (type.isNumber()) {
            in.skip(length * type.size());
            return array;
        }
        for (long i = 0; i < length; i++) {
            if (type == GgufType.STRING) {
                in.skip(in.length("a text in " + key, Long.MAX_VALUE));
            } else {
                readArray(key, nesting + 1);
            }
        }
        return array;
    }

    private void readTensor() throws IOException {
        String name = in.text(in.length("a tensor's name", MOST_TENSOR_NAME_BYTES));
        long at = in.position();
        long count = in.unsignedInt();
        if (count > MOST_DIMENSIONS) {
            throw new GgufException("expected at most " + MOST_DIMENSIONS + " dimensions of tensor " + name
                    + " at byte " + at + ", found " + count);
        }
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            at = in.position();
            long size = in.unsigned(Long.BYTES);
            if (size < 0) {
                throw new GgufException("expected a dimension of tensor " + name + " of at most 2^63 - 1 at byte " + at
                        + ", found " + Long.toUnsignedString(size));
            }
            sizes.add(size);
        }
        long type = in.unsignedInt();
        tensors.add(new GgufDirectory.Entry(name, sizes, type, in.unsigned(Long.BYTES)));
        if (count > 1) {
            TensorType.of(type).filter(TensorType::isWeight).ifPresent(weightTypes::add);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
