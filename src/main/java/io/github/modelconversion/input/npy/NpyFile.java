package io.github.modelconversion.input.npy;

import io.github.modelconversion.input.file.ByteSource;
import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.PartialChecksum;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.BinaryValues;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads {@code .npy}: arrays of float16, float32 or float64, in a file or in a {@code .npz} archive.
 *
 * <p>Values are delivered in C order. A Fortran-order array with several rows is transposed on the way.
 */
public final class NpyFile implements LogitsFile {

    /** Largest array that is transposed, in bytes; it is held in memory for that. */
    static final long LARGEST_TRANSPOSED = 256L << 20;

    private final Source source;
    private final BinaryValues values;
    private final Optional<FortranOrder> transposed;

    private NpyFile(Source source, BinaryValues values, Optional<FortranOrder> transposed) {
        this.source = source;
        this.values = values;
        this.transposed = transposed;
    }

    public static LogitsFile open(InputBytes input, ElementType type) throws IOException {
        NpyHeader header;
        try (InputStream in = input.stream()) {
            header = NpyHeader.read(in, input.name()).as(type);
        }
        header.requireValues(input.name());
        return open(header, Container.NPY, input.name(), input.size(), input::open);
    }

    /** Opens the bytes that contain an array. */
    @FunctionalInterface
    public interface BytesOpener {
        ByteSource open() throws IOException;
    }

    /**
     * Opens an array of readable elements.
     *
     * @param header its header
     * @param container the container of the array
     * @param name its name in messages
     * @param size number of bytes including the header
     * @param bytes opens the bytes
     */
    public static LogitsFile open(NpyHeader header, Container container, String name, long size, BytesOpener bytes)
            throws IOException {
        ElementType type = header.elementType().orElseThrow();
        Shape shape = Shape.read(header.shape(), type, name, "Write it again with numpy.save");
        checkSize(header, type, shape, size, name);
        boolean toTranspose = header.fortranOrder() && !shape.isFlat();
        if (toTranspose && shape.count() * type.size() > LARGEST_TRANSPOSED) {
            throw new UnusableInputException(
                    name,
                    "expected C order, found a Fortran-order array of " + shape.count() * type.size()
                            + " bytes; at most " + LARGEST_TRANSPOSED + " are transposed",
                    "Write it as numpy.save(path, numpy.ascontiguousarray(numpy.load(path)))");
        }
        BinaryValues values =
                new BinaryValues(name, bytes.open(), header.dataStart(), shape.count(), type, header.order());
        Source source = new Source(name, Format.of(container, type), shape);
        try {
            return new NpyFile(
                    source, values, toTranspose ? Optional.of(new FortranOrder(values, shape)) : Optional.empty());
        } catch (IOException cut) {
            values.close();
            throw cut;
        }
    }

    private static void checkSize(NpyHeader header, ElementType type, Shape shape, long found, String name)
            throws UnusableInputException {
        long available = found - header.dataStart();
        int size = type.size();
        boolean exact = available % size == 0 && available / size == shape.count();
        if (!exact) {
            throw new UnusableInputException(
                    name,
                    "expected " + shape.count() + " values of " + size + " bytes after the header (shape " + shape
                            + "), found " + available + " bytes from byte " + header.dataStart() + " on",
                    "The file was cut or its header is wrong: write it again with numpy.save");
        }
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public boolean isSequential() {
        return transposed.isEmpty() && values.isSequential();
    }

    @Override
    public Optional<PartialChecksum> checksum() {
        return values.checksum();
    }

    @Override
    public ValueReader reader() throws IOException {
        return transposed.isPresent() ? transposed.get() : values.reader();
    }

    @Override
    public void close() throws IOException {
        values.close();
    }
}
