package io.github.modelconversion.robustness;

import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.robustness.Stored.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A single fault in a single file.
 *
 * @param kind the fault, in the words of the page
 * @param action causes the fault
 */
record Injury(String kind, Action action) {

    private static final String HEADER_BIT = "a bit of the header, names and offsets";
    private static final String HEADER_STEP = "a byte of them one up or down";
    private static final String CUT = "cut";
    private static final String APPENDED = "bytes appended";

    /** Most bytes of a header that are injured, evenly spread. */
    private static final int MOST_HEADER_BYTES = 32;

    /** Injures a file; may read the same file of the other side. */
    @FunctionalInterface
    interface Action {
        void on(Path file, Path other) throws IOException;
    }

    private static Injury content(String kind, UnaryOperator<byte[]> change) {
        return new Injury(kind, (file, other) -> Files.write(file, change.apply(Files.readAllBytes(file))));
    }

    /** Returns all injuries of an output file. */
    static List<Injury> ofOutput(Path file, ElementType type) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String ending = Stored.ending(file);
        List<Injury> injuries = new ArrayList<>(
                switch (ending) {
                    case "txt" -> ofText(content);
                    case "npz" -> ofArchive(content);
                    case "kld" -> ofRuns(content);
                    default -> ofArrays(content, ending, type);
                });
        injuries.addAll(ofFile());
        injuries.add(new Injury("renamed to another format's ending", (path, other) -> {
            String name = Truth.stem(path) + (ending.equals("bin") ? ".txt" : ".bin");
            Files.move(path, path.resolveSibling(name));
        }));
        injuries.add(new Injury("the sides swapped", (path, other) -> {
            byte[] own = Files.readAllBytes(path);
            Files.write(path, Files.readAllBytes(other));
            Files.write(other, own);
        }));
        return injuries;
    }

    /** Returns all injuries of a token file or a prompt file. */
    static List<Injury> ofCompanion(Path file) throws IOException {
        int length = Math.toIntExact(Files.size(file));
        List<Injury> injuries = new ArrayList<>();
        for (int at : new TreeSet<>(List.of(0, 3, length / 2, length - 1))) {
            for (int bit : List.of(0, 7)) {
                injuries.add(content("a bit", bytes -> flipped(bytes, at, bit)));
            }
        }
        for (int kept : new TreeSet<>(List.of(1, length / 2, length - 4, length - 1))) {
            injuries.add(content(CUT, bytes -> Arrays.copyOf(bytes, kept)));
        }
        for (int more : List.of(1, 4)) {
            injuries.add(content(APPENDED, bytes -> Arrays.copyOf(bytes, bytes.length + more)));
        }
        injuries.addAll(ofFile());
        return injuries;
    }

    private static List<Injury> ofFile() {
        return List.of(
                content("emptied", bytes -> new byte[0]),
                new Injury("removed", (file, other) -> Files.delete(file)),
                new Injury(
                        "renamed", (file, other) -> Files.move(file, file.resolveSibling(file.getFileName() + ".bak"))),
                new Injury("a directory instead", (file, other) -> {
                    Files.delete(file);
                    Files.createDirectory(file);
                }),
                new Injury("a link to nothing or to itself instead", (file, other) -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, Path.of("nothing"));
                }),
                new Injury("a link to nothing or to itself instead", (file, other) -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, file.getFileName());
                }),
                new Injury("a device instead", (file, other) -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, Path.of("/dev/null"));
                }),
                new Injury("a device instead", (file, other) -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, Path.of("/dev/zero"));
                }),
                new Injury("a link to the other side", (file, other) -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, other.toAbsolutePath());
                }),
                new Injury("a link to the other side", (file, other) -> {
                    Files.delete(file);
                    Files.createLink(file, other);
                }),
                new Injury("a copy of the other side", (file, other) -> {
                    Files.delete(file);
                    Files.copy(other, file);
                }));
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << bit);
        return flipped;
    }

    private static byte[] stepped(byte[] bytes, int at, int step) {
        byte[] stepped = bytes.clone();
        stepped[at] += (byte) step;
        return stepped;
    }

    private static byte[] replaced(byte[] bytes, int at, byte[] part) {
        byte[] replaced = bytes.clone();
        System.arraycopy(part, 0, replaced, at, part.length);
        return replaced;
    }

    private static List<Injury> ofHeader(int[] places) {
        List<Injury> injuries = new ArrayList<>();
        int count = Math.min(places.length, MOST_HEADER_BYTES);
        for (int i = 0; i < count; i++) {
            int at = places[(int) ((long) i * places.length / count)];
            for (int bit : List.of(0, 4, 7)) {
                injuries.add(content(HEADER_BIT, bytes -> flipped(bytes, at, bit)));
            }
            for (int step : List.of(1, -1)) {
                injuries.add(content(HEADER_STEP, bytes -> stepped(bytes, at, step)));
            }
        }
        return injuries;
    }

    private static List<Injury> ofLength(int length, int... cuts) {
        List<Injury> injuries = new ArrayList<>();
        IntStream.of(cuts)
                .filter(kept -> kept > 0 && kept < length)
                .distinct()
                .forEach(kept -> injuries.add(content(CUT, bytes -> Arrays.copyOf(bytes, kept))));
        for (int more : List.of(1, 2, 4, 8)) {
            injuries.add(content(APPENDED, bytes -> Arrays.copyOf(bytes, bytes.length + more)));
        }
        injuries.add(content(APPENDED, bytes -> {
            byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
            System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
            return twice;
        }));
        return injuries;
    }

    private static List<Injury> ofArrays(byte[] content, String ending, ElementType type) throws IOException {
        List<Values> tensors = Stored.read(content, ending, type).values().stream()
                .sorted(Comparator.comparingInt(Values::offset))
                .toList();
        Values first = tensors.get(0);
        Values last = tensors.get(tensors.size() - 1);
        boolean[] isValue = new boolean[content.length];
        for (Values tensor : tensors) {
            Arrays.fill(isValue, tensor.offset(), tensor.offset() + tensor.size() * tensor.values().length, true);
        }
        int[] header =
                IntStream.range(0, content.length).filter(i -> !isValue[i]).toArray();
        List<Injury> injuries = new ArrayList<>(ofHeader(header));
        for (int chosen : new TreeSet<>(List.of(0, tensors.size() / 2, tensors.size() - 1))) {
            injuries.addAll(ofValues(tensors.get(chosen)));
        }
        int start = first.offset();
        int end = last.offset() + last.size() * last.values().length;
        int row = (int) (last.size() * last.dimensions().get(last.dimensions().size() - 1));
        injuries.addAll(ofLength(
                content.length,
                1,
                start / 2,
                start,
                start + 1,
                start + first.size(),
                (start + end) / 2 / last.size() * last.size(),
                (start + end) / 2 / last.size() * last.size() + 1,
                end - row,
                end - last.size(),
                end - 1,
                content.length - 1));
        return injuries;
    }

    private static List<Injury> ofValues(Values tensor) {
        List<Injury> injuries = new ArrayList<>();
        int count = tensor.values().length;
        for (int index : new TreeSet<>(List.of(0, count / 2, count - 1))) {
            int at = tensor.offset() + index * tensor.size();
            injuries.addAll(
                    tensor.isWhole() ? ofNumber("a token's id", at, tensor.size()) : ofValue(tensor.type(), at));
        }
        return injuries;
    }

    private static List<Injury> ofNumber(String kind, int at, int size) {
        return IntStream.of(0, 3, 8 * size - 1)
                .mapToObj(bit -> content(kind, bytes -> flipped(bytes, at + bit / 8, bit % 8)))
                .toList();
    }

    private static List<Injury> ofValue(String type, int at) {
        int bits = 8 * (type.charAt(1) - '0');
        int mantissa = switch (type) {
            case "f2" -> 10;
            case "g2" -> 7;
            case "f8" -> 52;
            default -> 23;
        };
        List<Injury> injuries = new ArrayList<>();
        for (int bit : new TreeSet<>(List.of(0, mantissa / 2, mantissa - 1))) {
            injuries.add(bit("a bit of a mantissa", at, bit));
        }
        for (int bit : List.of(mantissa, mantissa + 1, bits - 3, bits - 2)) {
            injuries.add(bit("a bit of an exponent", at, bit));
        }
        injuries.add(bit("a sign", at, bits - 1));
        injuries.add(value("a value NaN", type, at, Double.NaN));
        injuries.add(value("a value infinite", type, at, Double.POSITIVE_INFINITY));
        injuries.add(value("a value infinite", type, at, Double.NEGATIVE_INFINITY));
        injuries.add(value("a value 0", type, at, 0));
        injuries.add(value("a value -1e30", type, at, type.equals("f2") ? -65504 : -1e30));
        injuries.add(value("a value huge", type, at, type.equals("f2") ? 65504 : 3e38));
        return injuries;
    }

    private static Injury bit(String kind, int at, int bit) {
        return content(kind, bytes -> flipped(bytes, at + bit / 8, bit % 8));
    }

    private static Injury value(String kind, String type, int at, double value) {
        ByteBuffer part = ByteBuffer.allocate(type.charAt(1) - '0').order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case "f8" -> part.putDouble(value);
            case "f4" -> part.putFloat((float) value);
            case "g2" -> part.putShort((short) (Float.floatToRawIntBits((float) value) >> 16));
            default -> part.putShort(half(value));
        }
        return content(kind, bytes -> replaced(bytes, at, part.array()));
    }

    /** Converts a double to binary16; only for the values used here. */
    private static short half(double value) {
        if (Double.isNaN(value)) {
            return 0x7e00;
        }
        int magnitude = value == 0 ? 0 : Double.isInfinite(value) ? 0x7c00 : 0x7bff;
        return (short) (value < 0 ? magnitude | 0x8000 : magnitude);
    }

    private static List<Injury> ofText(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int count = (int) text.lines().count();
        List<Injury> injuries = new ArrayList<>();
        for (int line : List.of(0, count / 2, count - 1)) {
            int from = startOfLine(text, line);
            int to = text.indexOf('\n', from);
            for (int at = from; at <= to; at++) {
                int place = at;
                injuries.add(content("a bit", bytes -> flipped(bytes, place, 0)));
                injuries.add(content("a bit", bytes -> flipped(bytes, place, 6)));
                injuries.add(content("a character one up or down", bytes -> stepped(bytes, place, 1)));
                injuries.add(content("a character one up or down", bytes -> stepped(bytes, place, -1)));
            }
            Map.of(
                            "nan", "a value NaN",
                            "inf", "a value infinite",
                            "-inf", "a value infinite",
                            "0", "a value 0",
                            "-1e30", "a value -1e30",
                            "1e300", "a value huge",
                            "", "a value missing",
                            "x", "a value missing")
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> injuries.add(content(entry.getValue(), bytes -> {
                        int colon = text.substring(from, to).indexOf(':');
                        String start = colon < 0 ? "" : text.substring(from, from + colon + 2);
                        return ascii(text.substring(0, from) + start + entry.getKey() + text.substring(to));
                    })));
            injuries.add(content("a line missing", bytes -> ascii(text.substring(0, from) + text.substring(to + 1))));
            injuries.add(content("a line twice", bytes -> ascii(text.substring(0, to + 1) + text.substring(from))));
        }
        int second = startOfLine(text, 1);
        int third = startOfLine(text, 2);
        int lastLine = startOfLine(text, count - 1);
        injuries.add(content(
                "two lines exchanged",
                bytes -> ascii(text.substring(second, third) + text.substring(0, second) + text.substring(third))));
        injuries.addAll(ofLength(
                content.length,
                1,
                second - 2,
                second - 1,
                second,
                third,
                lastLine,
                lastLine - 1,
                content.length - 1,
                content.length - 2,
                content.length - 3,
                content.length - 5));
        injuries.add(content(APPENDED, bytes -> ascii(text + "\n")));
        injuries.add(content(APPENDED, bytes -> ascii(text + "0\n")));
        injuries.add(content(APPENDED, bytes -> ascii(text + count + ": 0\n")));
        return injuries;
    }

    private static int startOfLine(String text, int line) {
        int start = 0;
        for (int i = 0; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Injury> ofArchive(byte[] content) throws IOException {
        List<int[]> packed = packed(content);
        boolean[] isValue = new boolean[content.length];
        packed.forEach(data -> Arrays.fill(isValue, data[0], data[1], true));
        int[] header =
                IntStream.range(0, content.length).filter(i -> !isValue[i]).toArray();
        List<Injury> injuries = new ArrayList<>(ofHeader(header));
        for (int[] data : List.of(packed.get(0), packed.get(packed.size() / 2), packed.get(packed.size() - 1))) {
            for (int at :
                    new TreeSet<>(List.of(data[0], data[0] + 1, (data[0] + data[1]) / 2, data[1] - 2, data[1] - 1))) {
                for (int bit = 0; bit < 8; bit++) {
                    injuries.add(bit("a bit of what is packed", at, bit));
                }
            }
        }
        int[] last = packed.get(packed.size() - 1);
        injuries.addAll(ofLength(
                content.length,
                1,
                20,
                packed.get(0)[0],
                packed.get(0)[0] + 1,
                packed.get(0)[1],
                (last[0] + last[1]) / 2,
                last[1] - 1,
                last[1],
                last[1] + 20,
                content.length - 22,
                content.length - 1));
        injuries.addAll(ofEntries(content));
        return injuries;
    }

    /** Returns the start and the end of each entry's data, as the directory at the archive's end says. */
    private static List<int[]> packed(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        List<int[]> packed = new ArrayList<>();
        int at = bytes.getInt(content.length - 6);
        for (int left = bytes.getShort(content.length - 12); left > 0; left--) {
            int local = bytes.getInt(at + 42);
            int from = local + 30 + bytes.getShort(local + 26) + bytes.getShort(local + 28);
            packed.add(new int[] {from, from + bytes.getInt(at + 20)});
            at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
        }
        return packed;
    }

    /** An entry of an archive, unpacked. */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(String name, byte[] content) {}

    private static List<Entry> entries(byte[] archive) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(new Entry(entry.getName(), in.readAllBytes()));
            }
        }
        return entries;
    }

    private static void write(Path archive, Stream<Entry> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Entry entry : entries.toList()) {
                out.putNextEntry(new ZipEntry(entry.name));
                out.write(entry.content);
            }
        }
        Files.write(archive, bytes.toByteArray());
    }

    /** Returns injuries to an entry's contents, repacked with a correct checksum. */
    private static List<Injury> ofEntries(byte[] archive) throws IOException {
        List<Entry> entries = entries(archive);
        List<Injury> injuries = new ArrayList<>();
        for (int chosen : new TreeSet<>(List.of(0, 1, entries.size() - 1))) {
            for (Injury injury : ofArrays(entries.get(chosen).content, "npy", ElementType.FLOAT32)) {
                injuries.add(new Injury(injury.kind + ", repacked", (file, other) -> {
                    Path array = Files.write(file.resolveSibling("packed.npy"), entries.get(chosen).content);
                    injury.action.on(array, array);
                    byte[] injured = Files.readAllBytes(array);
                    Files.delete(array);
                    write(
                            file,
                            IntStream.range(0, entries.size())
                                    .mapToObj(i ->
                                            i == chosen ? new Entry(entries.get(i).name, injured) : entries.get(i)));
                }));
            }
            injuries.add(new Injury(
                    "a tensor less",
                    (file, other) -> write(
                            file,
                            IntStream.range(0, entries.size())
                                    .filter(i -> i != chosen)
                                    .mapToObj(entries::get))));
            injuries.add(new Injury(
                    "a tensor renamed",
                    (file, other) -> write(
                            file,
                            IntStream.range(0, entries.size())
                                    .mapToObj(i -> i == chosen
                                            ? new Entry("x" + entries.get(i).name, entries.get(i).content)
                                            : entries.get(i)))));
        }
        return injuries;
    }

    private static List<Injury> ofRuns(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int tokens = bytes.getInt(8) * bytes.getInt(16);
        int firstRow = 20 + 4 * tokens;
        int rowBytes = 2 * (bytes.getInt(12) + bytes.getInt(12) % 2 + 4);
        int rows = (content.length - firstRow) / rowBytes;
        List<Injury> injuries = new ArrayList<>(ofHeader(IntStream.range(0, 20).toArray()));
        for (int token : List.of(0, tokens / 2, tokens - 1)) {
            injuries.addAll(ofNumber("a token's id", 20 + 4 * token, 4));
        }
        for (int row : List.of(0, rows / 2, rows - 1)) {
            int at = firstRow + row * rowBytes;
            for (int part : List.of(0, 4)) {
                ofValue("f4", at + part)
                        .forEach(injury -> injuries.add(
                                new Injury(injury.kind.replace("a value", "a row's scale or minimum"), injury.action)));
            }
            for (int code : List.of(0, rowBytes / 4, rowBytes / 2 - 5)) {
                for (int bit : List.of(0, 7, 15)) {
                    injuries.add(bit("a bit of a code", at + 8 + 2 * code + bit / 8, bit % 8));
                }
            }
        }
        int end = content.length;
        injuries.addAll(ofLength(
                end,
                1,
                10,
                20,
                22,
                24,
                firstRow,
                firstRow + 4,
                firstRow + 8,
                firstRow + 9,
                firstRow + rowBytes,
                firstRow + rows / 2 * rowBytes,
                end - rowBytes,
                end - 2,
                end - 1));
        return injuries;
    }
}
