package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.InputBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The first values of a file and, for a file without a header, their values under other interpretations. Immutable. */
public final class Head {

    /** Number of bytes read, for every comparison: enough to tell one type from another. */
    static final int BYTES = 1 << 16;

    private final long count;
    private final double[] values;
    private final Optional<ElementReading> assumed;
    private final byte[] content;

    private Head(long count, double[] values, Optional<ElementReading> assumed, byte[] content) {
        this.count = count;
        this.values = values;
        this.assumed = assumed;
        this.content = content;
    }

    /**
     * Reads the beginning of an opened file.
     *
     * @param file the opened file
     * @param path its location
     * @throws IOException if it can no longer be read
     */
    public static Head of(LogitsFile file, Path path) throws IOException {
        long count = file.source().shape().count();
        Optional<ElementReading> assumed = file.assumedType().isPresent()
                ? Optional.of(ElementReading.of(file.assumedType().get()))
                : Optional.empty();
        byte[] content = assumed.isPresent() ? bytes(path, file.source().file()) : new byte[0];
        double[] values = assumed.isPresent() ? assumed.get().values(content) : read(file, count);
        return new Head(count, values, assumed, content);
    }

    private static double[] read(LogitsFile file, long count) throws IOException {
        double[] values = new double[(int) Math.min(count, BYTES / Float.BYTES)];
        try (ValueReader reader = file.reader()) {
            reader.read(0, values, values.length);
        }
        return values;
    }

    private static byte[] bytes(Path path, String name) throws IOException {
        try (InputStream stream = InputBytes.of(path, name).stream()) {
            return stream.readNBytes(BYTES);
        }
    }

    /** Returns the assumed interpretation; empty if the file states its type. */
    public Optional<ElementReading> assumed() {
        return assumed;
    }

    /** Returns the number of values in the whole file. */
    public long count() {
        return count;
    }

    /** Returns the first values as the file was read. */
    public double[] values() {
        return values.clone();
    }

    /** Returns the number of whole values in an untyped file under another interpretation. */
    public long count(ElementReading reading) {
        return count * assumed.map(ElementReading::size).orElse(reading.size()) / reading.size();
    }

    /** Returns the first values of an untyped file under another interpretation. */
    public double[] values(ElementReading reading) {
        return assumed.isPresent() && assumed.get() == reading ? values() : reading.values(content);
    }
}
