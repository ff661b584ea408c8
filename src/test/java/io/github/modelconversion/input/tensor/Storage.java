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
 * How an output is stored: one of all combinations of container, type, byte order and order of the dimensions.
 *
 * @param ending of the file's name
 * @param type of the values; of text the one whose digits are written
 * @param bigEndian whether the bytes are swapped, in arrays of numpy
 * @param fortran whether the first dimension runs fastest, in arrays of numpy
 * @param variant whether archives are deflated, or text has indices
 */
public record Storage(String ending, NumberType type, boolean bigEndian, boolean fortran, boolean variant) {

    private static final List<String> ENDINGS = List.of(".bin", ".npy", ".npz", ".txt", ".safetensors", ".gguf");
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

    /** Returns what the values of a file without a header are said to be; for all others it is an error to say another type. */
    public ElementType elementType() {
        if (!ending.equals(".bin")) {
            return ElementType.FLOAT32;
        }
        return Arrays.stream(ElementType.values())
                .filter(element -> element.abbreviation().equalsIgnoreCase(type.name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns whether the file says nothing of rows. */
    public boolean isFlat() {
        return ending.equals(".bin") || ending.equals(".txt");
    }

    /** Returns the value that is stored for a finite one. */
    public double nearest(double value) {
        double nearest = type.nearest(value);
        return ending.equals(".txt") ? Double.parseDouble(text(nearest)) : nearest;
    }

    /** Few digits for float16, as llama.cpp's tools write; else as many as the type needs. */
    private String text(double value) {
        return switch (type) {
            case FLOAT16, BFLOAT16 -> String.format(Locale.ROOT, "%.6f", value);
            case FLOAT32 -> Float.toString((float) value);
            case FLOAT64 -> Double.toString(value);
        };
    }

    /** Writes values that {@link #nearest} returned, or −∞; the last dimension is a row. */
    public Path write(Path directory, String name, double[] values, long... dimensions) throws IOException {
        return Files.write(directory.resolve(name + ending), content(values, dimensions));
    }

    /** Returns the content of such a file. */
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
            default -> lines(values);
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
                // The strides of the other order are the products of the dimensions before.
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
