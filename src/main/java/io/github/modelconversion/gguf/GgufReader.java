package io.github.modelconversion.gguf;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads what stands before the tensors of a GGUF file. The file is hostile until proven otherwise: every count and length is
 * checked against what is left of the file and of the most that is read before anything is taken for it.
 *
 * <p>The layout: magic, version, number of tensors, number of entries; the entries (key, type, value); the tensors (name,
 * number of dimensions, dimensions, type, offset). Strings and arrays have a length of 64 bits before them.
 */
final class GgufReader {

    /** The most that is read: vocabularies of a million tokens need about 30 MB. */
    private static final long MOST_BYTES = 64L << 20;

    private static final long MOST_KEY_BYTES = (1 << 16) - 1;
    private static final int MOST_NAME_BYTES = 1 << 10;
    private static final int MOST_DIMENSIONS = 4;
    private static final int MOST_NESTING = 4;
    private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};

    private static final long USUAL_ALIGNMENT = 32;
    private static final long LARGEST_ALIGNMENT = 1 << 20;

    private static final int STRING = 8;
    private static final int ARRAY = 9;

    /** The sizes of the values of types 0 to 12 in bytes; 0 for those that have none. */
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    /** Types 6 and 12 are floating-point. */
    private static final Set<Integer> FLOATS = Set.of(6, 12);

    /** An entry has at least the length of its key, a type and a byte; a tensor at least this. */
    private static final int LEAST_ENTRY_BYTES = 13;

    private static final int LEAST_TENSOR_BYTES = 24;

    private final DataInputStream in;
    private final long end;
    private long position;

    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<GgufDirectory.Entry> tensors = new ArrayList<>();
    private final Set<TensorType> weightTypes = EnumSet.noneOf(TensorType.class);

    /**
     * Creates the reader.
     *
     * @param file the file from its first byte on; the caller closes it
     * @param size how many bytes the file has
     */
    GgufReader(InputStream file, long size) {
        in = new DataInputStream(new BufferedInputStream(file, 1 << 16));
        end = Math.min(size, MOST_BYTES);
    }

    GgufModel read() throws IOException {
        readHead();
        return model();
    }

    GgufDirectory readDirectory() throws IOException {
        readHead();
        long alignment = numbers.getOrDefault("general.alignment", USUAL_ALIGNMENT);
        if (alignment < 1 || alignment > LARGEST_ALIGNMENT) {
            throw new GgufException(
                    "expected general.alignment from 1 to " + LARGEST_ALIGNMENT + ", found " + alignment);
        }
        return new GgufDirectory(tensors, alignment, (position + alignment - 1) / alignment * alignment);
    }

    private void readHead() throws IOException {
        try {
            readAll();
        } catch (EOFException torn) {
            throw new GgufException(
                    end == MOST_BYTES
                            ? "expected metadata and tensor directory within the first " + MOST_BYTES
                                    + " bytes, found more"
                            : "expected more metadata, found the end of the file at byte " + end);
        }
    }

    private void readAll() throws IOException {
        byte[] magic = bytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new GgufException("expected the magic GGUF at byte 0, found " + hex(magic));
        }
        long version = unsignedInt();
        if (version != 2 && version != 3) {
            boolean swapped = version != 0 && (version & 0xffff) == 0;
            throw new GgufException("expected version 2 or 3 at byte 4, found " + version
                    + (swapped ? ": a big-endian file, or a damaged one" : ""));
        }
        long tensorCount = count("tensors", LEAST_TENSOR_BYTES);
        long entries = count("entries", LEAST_ENTRY_BYTES);
        for (long i = 0; i < entries; i++) {
            readEntry();
        }
        for (long i = 0; i < tensorCount; i++) {
            readTensor();
        }
    }

    private GgufModel model() {
        Optional<String> architecture = Optional.ofNullable(texts.get("general.architecture"));
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
        Long number = numbers.get(key);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private Optional<Long> dimension(String tensor, int at) {
        return tensors.stream()
                .filter(entry ->
                        entry.name().equals(tensor) && entry.dimensions().size() > at)
                .map(entry -> entry.dimensions().get(at))
                .findFirst();
    }

    private void readEntry() throws IOException {
        long at = position;
        String key = text(length("a key", MOST_KEY_BYTES));
        if (key.isEmpty()) {
            throw new GgufException("expected a key at byte " + at + ", found an empty one");
        }
        int type = type();
        if (type == STRING) {
            long length = length("the value of " + key, Long.MAX_VALUE);
            if (length <= MOST_NAME_BYTES) {
                texts.put(key, text(length));
            } else {
                skip(length);
            }
        } else if (type == ARRAY) {
            skipArray(key, 0);
        } else if (FLOATS.contains(type)) {
            skip(SIZES[type]);
        } else {
            numbers.put(key, unsigned(SIZES[type]));
        }
    }

    private void skipArray(String key, int nesting) throws IOException {
        if (nesting == MOST_NESTING) {
            throw new GgufException("expected at most " + MOST_NESTING + " arrays in each other in " + key
                    + ", found more at byte " + position);
        }
        int type = type();
        long length = count("values in " + key, Math.max(SIZES[type], 1));
        if (type != STRING && type != ARRAY) {
            skip(length * SIZES[type]);
            return;
        }
        for (long i = 0; i < length; i++) {
            if (type == STRING) {
                skip(length("a text in " + key, Long.MAX_VALUE));
            } else {
                skipArray(key, nesting + 1);
            }
        }
    }

    private void readTensor() throws IOException {
        String name = text(length("a tensor's name", MOST_KEY_BYTES));
        long at = position;
        long count = unsignedInt();
        if (count > MOST_DIMENSIONS) {
            throw new GgufException("expected at most " + MOST_DIMENSIONS + " dimensions of tensor " + name
                    + " at byte " + at + ", found " + count);
        }
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            at = position;
            long size = unsigned(Long.BYTES);
            if (size <= 0) {
                throw new GgufException("expected a dimension of tensor " + name + " greater than 0 at byte " + at
                        + ", found " + Long.toUnsignedString(size));
            }
            sizes.add(size);
        }
        long type = unsignedInt();
        tensors.add(new GgufDirectory.Entry(name, sizes, type, unsigned(Long.BYTES)));
        if (count > 1) {
            TensorType.of(type).filter(TensorType::isWeight).ifPresent(weightTypes::add);
        }
    }

    private int type() throws IOException {
        long at = position;
        long type = unsignedInt();
        if (type >= SIZES.length) {
            throw new GgufException("expected a value's type from 0 to 12 at byte " + at + ", found " + type);
        }
        return (int) type;
    }

    /** Reads a count of things of which each needs so many bytes at least. */
    private long count(String things, int leastBytes) throws IOException {
        long at = position;
        long count = unsigned(Long.BYTES);
        if (count < 0 || count > (end - position) / leastBytes) {
            throw new GgufException("expected at most " + (end - position) / leastBytes + " " + things + " at byte "
                    + at + ", as many as fit into " + end + " bytes, found " + Long.toUnsignedString(count));
        }
        return count;
    }

    private long length(String what, long most) throws IOException {
        long at = position;
        long length = unsigned(Long.BYTES);
        if (length < 0 || length > Math.min(most, end - position)) {
            throw new GgufException("expected the length of " + what + " at byte " + at + " to be at most "
                    + Math.min(most, end - position) + ", found " + Long.toUnsignedString(length));
        }
        return length;
    }

    private String text(long length) throws IOException {
        return new String(bytes((int) length), StandardCharsets.UTF_8);
    }

    private long unsignedInt() throws IOException {
        return unsigned(Integer.BYTES);
    }

    private long unsigned(int size) throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        System.arraycopy(bytes(size), 0, bytes, 0, size);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private byte[] bytes(int length) throws IOException {
        if (length > end - position) {
            throw new EOFException();
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        position += length;
        return bytes;
    }

    private void skip(long length) throws IOException {
        if (length > end - position) {
            throw new EOFException();
        }
        in.skipNBytes(length);
        position += length;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
