package io.github.modelconversion.input.safetensors;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tensors that a {@code .safetensors} file declares. Their data is contiguous, without gaps, up to the end of the file.
 *
 * @param entries the tensors in header order; names are unique
 * @param dataStart offset of the data in bytes from the beginning of the file
 */
public record SafetensorsDirectory(List<Entry> entries, long dataStart) {

    /** Longest header in bytes: room for more than 100 000 tensors; the format allows 100 MB. */
    static final int LONGEST_HEADER = 1 << 24;

    static final String REWRITE = "Write it again with safetensors.torch.save_file";

    /** Size of a value of each type of the format, in bits. */
    private static final Map<String, BigInteger> BITS = bits(Map.of(
            4, "F4",
            6, "F6_E2M3 F6_E3M2",
            8, "BOOL U8 I8 F8_E5M2 F8_E4M3 F8_E8M0",
            16, "I16 U16 F16 BF16",
            32, "I32 U32 F32",
            64, "I64 U64 F64 C64"));

    private static Map<String, BigInteger> bits(Map<Integer, String> types) {
        Map<String, BigInteger> bits = new HashMap<>();
        types.forEach(
                (size, names) -> Stream.of(names.split(" ")).forEach(name -> bits.put(name, BigInteger.valueOf(size))));
        return Map.copyOf(bits);
    }

    /**
     * The header's entry for a tensor.
     *
     * @param name its name
     * @param type its element type
     * @param shape its dimensions, each at least 0
     * @param begin its start offset within the data, in bytes; at least 0
     * @param end its end offset, exclusive; at least {@code begin}
     */
    public record Entry(String name, String type, List<Long> shape, long begin, long end) {

        /** Copies the list. */
        public Entry {
            shape = List.copyOf(shape);
        }

        /** Checks that the data has the size of the shape. Of a type that is not known here any size is accepted. */
        private void requireSize(String place) throws UnusableInputException {
            Optional<BigInteger> bits = Optional.ofNullable(BITS.get(type)).map(count()::multiply);
            BigInteger found = BigInteger.valueOf(end - begin).multiply(BigInteger.valueOf(Byte.SIZE));
            if (bits.isPresent() && !bits.get().equals(found)) {
                throw unusable(
                        place,
                        "expected " + bits.get().divide(BigInteger.valueOf(Byte.SIZE)) + " bytes for the shape " + shape
                                + " of " + type + ", found data_offsets [" + begin + ", " + end + "]");
            }
        }

        private BigInteger count() {
            return shape.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        }
    }

    /** Copies the list. */
    public SafetensorsDirectory {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the header of a file.
     *
     * @param in the file from its first byte on; the caller closes it
     * @param size size of the file in bytes
     * @param name the file's name in messages
     * @throws UnusableInputException if it is not such a file, or is truncated
     * @throws IOException if the file cannot be read
     */
    public static SafetensorsDirectory read(InputStream in, long size, String name) throws IOException {
        byte[] start = in.readNBytes(Long.BYTES);
        if (start.length < Long.BYTES) {
            throw unusable(
                    name, "expected the length of the header in 8 bytes, found " + start.length + " bytes in all");
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > LONGEST_HEADER) {
            throw unusable(
                    name,
                    "expected a header of at most " + LONGEST_HEADER + " bytes, found the length "
                            + Long.toUnsignedString(length) + " at byte 0");
        }
        byte[] header = in.readNBytes((int) length);
        if (header.length < length) {
            throw unusable(
                    name,
                    "expected a header of " + length + " bytes from byte 8 on, found the end of the file at byte "
                            + size);
        }
        long dataStart = Long.BYTES + length;
        List<Entry> entries = SafetensorsHeader.parse(header, name);
        Tensor.checkNames(entries.stream().map(Entry::name).toList(), name, REWRITE);
        checkPlaces(entries, dataStart, size - dataStart, name);
        for (Entry entry : entries) {
            entry.requireSize(Tensor.place(name, entry.name()));
        }
        return new SafetensorsDirectory(entries, dataStart);
    }

    private static void checkPlaces(List<Entry> entries, long dataStart, long dataBytes, String name)
            throws UnusableInputException {
        long end = 0;
        List<Entry> byPlace = entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
        for (Entry entry : byPlace) {
            if (entry.begin() != end || entry.end() < end) {
                throw unusable(
                        name,
                        "expected the data of " + entry.name() + " from byte " + end
                                + " on, right after what comes before it," + " found data_offsets [" + entry.begin()
                                + ", "
                                + entry.end() + "]");
            }
            end = entry.end();
        }
        if (end != dataBytes) {
            throw unusable(
                    name,
                    "expected " + end + " bytes of data from byte " + dataStart + " on, found " + dataBytes
                            + ": the file was cut or is not all of one");
        }
    }

    static UnusableInputException unusable(String place, String problem) {
        return new UnusableInputException(place, problem, REWRITE);
    }
}
