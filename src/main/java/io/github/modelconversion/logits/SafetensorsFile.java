package io.github.modelconversion.logits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code .safetensors}, as the format's own page describes it: the length of the header in 8 bytes, the header, a JSON
 * object with type, shape and place of each tensor, and then the bytes of all tensors without a gap.
 *
 * <p>The writers sort the tensors by type and name, so that their places say nothing of the order in which they were computed.
 * Here they come in the natural order of their names, with those last that a model computes last.
 */
final class SafetensorsFile {

    /** Room for more than 100 000 tensors; the format allows 100 MB. */
    static final int LONGEST_HEADER = 1 << 24;

    private static final Map<String, ElementType> TYPES = Map.of(
            "F16", ElementType.FLOAT16,
            "BF16", ElementType.BFLOAT16,
            "F32", ElementType.FLOAT32,
            "F64", ElementType.FLOAT64,
            "I32", ElementType.INT32,
            "I64", ElementType.INT64);

    private static final List<String> WHOLE_NUMBERS =
            List.of("BOOL", "U8", "I8", "U16", "I16", "U32", "I32", "U64", "I64");

    private static final Pattern LAST = Pattern.compile("(.*[./])?(lm_head|logits)");

    private static final String REWRITE = "Write it again with safetensors.torch.save_file";

    private final InputBytes input;
    private final String name;
    private final long dataStart;
    private final long dataBytes;

    private SafetensorsFile(InputBytes input, long dataStart, long dataBytes) {
        this.input = input;
        this.name = input.name();
        this.dataStart = dataStart;
        this.dataBytes = dataBytes;
    }

    /** Returns the tensors of a file; all of the header is checked. */
    static List<Tensor> tensors(InputBytes input) throws IOException {
        String name = input.name();
        long size = input.size();
        try (InputStream in = input.stream()) {
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
            List<SafetensorsHeader.Entry> entries =
                    SafetensorsHeader.parse(new String(header, StandardCharsets.UTF_8), name);
            return new SafetensorsFile(input, dataStart, size - dataStart).tensors(entries);
        }
    }

    private List<Tensor> tensors(List<SafetensorsHeader.Entry> entries) throws UnusableInputException {
        Tensor.checkNames(entries.stream().map(SafetensorsHeader.Entry::name).toList(), name, REWRITE);
        checkPlaces(entries);
        List<Tensor> tensors = new ArrayList<>();
        for (SafetensorsHeader.Entry entry : entries) {
            tensors.add(tensor(entry));
        }
        tensors.sort(Comparator.comparing(
                        (Tensor tensor) -> LAST.matcher(tensor.name()).matches())
                .thenComparing(Tensor::name, new NaturalOrder()));
        return tensors;
    }

    /** The places follow one another without a gap, and end where the file ends. */
    private void checkPlaces(List<SafetensorsHeader.Entry> entries) throws UnusableInputException {
        long end = 0;
        List<SafetensorsHeader.Entry> byPlace = entries.stream()
                .sorted(Comparator.comparingLong(SafetensorsHeader.Entry::begin)
                        .thenComparingLong(SafetensorsHeader.Entry::end))
                .toList();
        for (SafetensorsHeader.Entry entry : byPlace) {
            if (entry.begin() != end || entry.end() < end) {
                throw unusable(
                        name,
                        "expected the data of " + entry.name() + " from byte " + end
                                + " on, behind what comes before it," + " found data_offsets [" + entry.begin() + ", "
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

    private Tensor tensor(SafetensorsHeader.Entry entry) throws UnusableInputException {
        String place = Tensor.place(name, entry.name());
        Optional<ElementType> type = Optional.ofNullable(TYPES.get(entry.type()));
        boolean wholeNumbers = WHOLE_NUMBERS.contains(entry.type());
        if (type.isEmpty()) {
            UnusableInputException reason = new UnusableInputException(
                    place,
                    "expected a tensor of type F16, BF16, F32 or F64, found " + entry.type(),
                    "Convert it with .float() before it is saved");
            return wholeNumbers
                    ? new Tensor(entry.name(), Tensor.Content.INTEGERS, entry.type(), () -> {
                        throw reason;
                    })
                    : Tensor.unreadable(entry.name(), entry.type(), reason);
        }
        Shape shape;
        try {
            shape = Shape.read(entry.shape(), type.get(), place, REWRITE);
        } catch (UnusableInputException nothing) {
            return Tensor.unreadable(entry.name(), entry.type(), nothing);
        }
        long bytes = shape.count() * type.get().size();
        if (entry.end() - entry.begin() != bytes) {
            throw unusable(
                    place,
                    "expected " + bytes + " bytes for the shape " + shape + " of " + entry.type()
                            + ", found data_offsets [" + entry.begin() + ", " + entry.end() + "]");
        }
        Source source = new Source(place, Format.of(Container.SAFETENSORS, type.get()), shape);
        return new Tensor(
                entry.name(),
                wholeNumbers ? Tensor.Content.INTEGERS : Tensor.Content.VALUES,
                entry.type(),
                () -> BinaryTensor.open(input, source, type.get(), dataStart + entry.begin()));
    }

    private static UnusableInputException unusable(String place, String problem) {
        return new UnusableInputException(place, problem, REWRITE);
    }
}
