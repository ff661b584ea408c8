package io.github.modelconversion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real model outputs in {@code testdata}, read and written without the code under test. */
public final class TestData {

    /** The folder; with {@code -Dtestdata=...} the tests that visit all pairs read another one. */
    public static final Path FOLDER = Path.of(System.getProperty("testdata", "testdata"));

    /** The folder with a PyTorch output and llama.cpp outputs of one small model. */
    public static final Path STORIES = Path.of("testdata", "stories260K", "p1-default", "data");

    private TestData() {}

    public static double[] floats(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[bytes.remaining() / Float.BYTES];
            for (int i = 0; i < values.length; i++) {
                values[i] = bytes.getFloat();
            }
            return values;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Path writeFloats(Path file, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        try {
            return Files.write(file, bytes.array());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public static Path writeInts(Path file, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        try {
            return Files.write(file, bytes.array());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
