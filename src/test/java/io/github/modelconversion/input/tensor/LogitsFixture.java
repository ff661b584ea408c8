package io.github.modelconversion.input.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes files for the tests of readers and opens them by their ending. */
public final class LogitsFixture {

    private LogitsFixture() {}

    public static Path write(Path directory, String fileName, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(fileName), bytes);
    }

    public static Path write(Path directory, String fileName, String text) throws IOException {
        return write(directory, fileName, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static byte[] littleEndian(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    /** Returns {@code count} little-endian float32 values: 0, 1, 2, …. */
    public static byte[] counting(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(i);
        }
        return bytes.array();
    }

    /** Opens a file, named {@code data/} and its own name. */
    public static LogitsFile open(Path file) throws IOException {
        return tensors(file).get(0).open();
    }

    /** Returns a file's tensors; the file is named {@code data/} and its own name. */
    public static List<Tensor> tensors(Path file) throws IOException {
        return ContainerReader.tensors(
                Container.of(file).orElseThrow(), file, "data/" + file.getFileName(), ElementType.FLOAT32);
    }

    public static double[] values(Path file) throws IOException {
        return values(tensors(file).get(0));
    }

    public static double[] values(Tensor tensor) throws IOException {
        try (LogitsFile opened = tensor.open();
                ValueReader reader = opened.reader()) {
            double[] values = new double[Math.toIntExact(opened.source().shape().count())];
            reader.read(0, values, values.length);
            return values;
        }
    }

    public static double[] read(ValueReader reader, long first, int count) throws IOException {
        double[] values = new double[count];
        reader.read(first, values, count);
        return values;
    }

    /** Asserts that a file, or one of its tensors, is refused. */
    public static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> {
                    for (Tensor tensor : tensors(file)) {
                        values(tensor);
                    }
                })
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage(message);
    }
}
