package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.gguf.GgufFixture;
import io.github.modelconversion.result.output.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A way to store an output: container, value type, byte order and order of dimensions.
 *
 * @param ending the file's ending
 * @param type the type of the values; for text, the type whose digits are written
 * @param bigEndian whether numpy arrays are byte-swapped
 * @param fortran whether the first dimension of numpy arrays runs fastest
 * @param variant whether archives are deflated, or text has indices
 */
public record Storage(String ending, NumberType type, boolean bigEndian, boolean fortran, boolean variant) {

    static final List<String> ENDINGS = List.of(".bin", ".npy", ".npz", ".txt", ".safetensors", ".gguf");
    private static final List<NumberType> TYPES = List.of(NumberType.values());

    public static Storage draw(Random random) {
        String ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
        NumberType type = TYPES.get(random.nextInt(TYPES.size()));
        boolean known = !type.numpy.isEmpty() || !(ending.startsWith(".np") || ending.equals(".txt"));
        return new Storage(
                ending,
                known ? type : NumberType.FLOAT32,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    /** Returns the element type to configure for a file without a header; for all other files, setting one is an error. */
    public ElementType elementType() {
        if (!ending.equals(".bin")) {
            return ElementType.FLOAT32;
        }
        return Arrays.stream(ElementType.values())
                .filter(element -> element.abbreviation().equalsIgnoreCase(type.name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns whether the format stores no shape. */
    public boolean isFlat() {
        return ending.equals(".bin") || ending.equals(".txt");
    }

    /** Returns the stored value for a finite one. */
    public double nearest(double value) {
        double nearest = type.nearest(value);
        return ending.equals(".txt") ? Double.parseDouble(text(nearest)) : nearest;
    }

    /** Formats a value: float16 with few digits, as llama.cpp's tools write it, other types with as many as they need. */
    private String text(double value) {
        return switch (type) {
            case FLOAT16, BFLOAT16 -> String.format(Locale.ROOT, "%.6f", value);
            case FLOAT32 -> Float.toString((float) value);
            case FLOAT64 -> Double.toString(value);
        };
    }

    /** Writes values returned by {@link #nearest}, or −∞; the last dimension is a row. */
    public Path write(Path directory, String name, double[] values, long... dimensions) throws IOException {
        return Files.write(directory.resolve(name + ending), content(values, dimensions));
    }

    /** Returns the bytes of such a file. */
    public byte[] content(double[] values, long... dimensions) throws IOException {
        return switch (ending) {
            case ".bin" -> data(values, false);
            case ".npy" -> npy(values, dimensions);
            case ".npz" ->
                variant
                        ? new NpzFixture()
                                .deflated("logits.npy", npy(values, dimensions))
                                .bytes()
                        : new NpzFixture()
                                .stored("logits.npy", npy(values, dimensions))
                                .bytes();
            case ".safetensors" ->
                SafetensorsFixture.safetensors(
                        "{"
                                + SafetensorsFixture.entry(
                                        "logits",
                                        type.name,
                                        Arrays.toString(dimensions),
                                        0,
                                        (long) values.length * type.size)
                                + "}",
                        data(values, false));
            case ".gguf" ->
                GgufFixture.header(3, 1, 0)
                        .tensorAt(0, "logits", type.ggml, reversed(dimensions))
                        .data(32, data(values, false))
                        .bytes();
            case ".txt" -> lines(values);
            default -> throw new IllegalArgumentException("no way to write " + ending);
        };
    }

    private byte[] npy(double[] values, long[] dimensions) {
        String shape = LongStream.of(dimensions).mapToObj(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
        return NpyFixture.npy(
                (bigEndian ? ">" : "<") + type.numpy,
                fortran,
                shape,
                data(fortran ? firstFastest(values, dimensions) : values, bigEndian));
    }

    private byte[] data(double[] values, boolean swapped) {
        ByteBuffer data = ByteBuffer.allocate(values.length * type.size)
                .order(swapped ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            type.put(data, value);
        }
        return data.array();
    }

    private byte[] lines(double[] values) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            String text = values[i] == Double.NEGATIVE_INFINITY ? "-inf" : text(values[i]);
            lines.append(variant ? i + ": " : "").append(text).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static long[] reversed(long[] dimensions) {
        return LongStream.range(0, dimensions.length)
                .map(i -> dimensions[dimensions.length - 1 - (int) i])
                .toArray();
    }

    private static double[] firstFastest(double[] values, long[] dimensions) {
        double[] moved = new double[values.length];
        for (int at = 0; at < values.length; at++) {
            int place = 0;
            int rest = at;
            for (int i = dimensions.length - 1; i >= 0; i--) {
                // In the other order, a stride is the product of the dimensions before it.
                int stride = 1;
                for (int j = 0; j < i; j++) {
                    stride *= (int) dimensions[j];
                }
                place += rest % (int) dimensions[i] * stride;
                rest /= (int) dimensions[i];
            }
            moved[place] = values[at];
        }
        return moved;
    }
}
