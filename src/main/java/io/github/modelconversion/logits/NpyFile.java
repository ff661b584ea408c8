package io.github.modelconversion.logits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads {@code .npy}: arrays of float16, float32 or float64 with up to three dimensions.
 *
 * <p>Values are delivered in C order. A Fortran-order array with several rows is transposed on the way.
 */
final class NpyFile implements LogitsFile {

    private static final int MOST_DIMENSIONS = 3;

    /** In bytes: an array is held in memory to be transposed. */
    static final long LARGEST_TRANSPOSED = 256L << 20;

    private final Source source;
    private final BinaryValues values;
    private final Supplier<ValueReader> readers;

    private NpyFile(Source source, BinaryValues values, Supplier<ValueReader> readers) {
        this.source = source;
        this.values = values;
        this.readers = readers;
    }

    static LogitsFile open(Path file, String name) throws IOException {
        NpyHeader header = NpyHeader.read(file, name);
        Shape shape = shape(header, name);
        checkSize(header, shape, Files.size(file), name);
        boolean transposed = header.fortranOrder() && !shape.isFlat();
        if (transposed && shape.count() * header.type().size() > LARGEST_TRANSPOSED) {
            throw new UnusableInputException(
                    name,
                    "expected C order, found a Fortran-order array of "
                            + shape.count() * header.type().size() + " bytes; at most " + LARGEST_TRANSPOSED
                            + " are transposed",
                    "Write it as numpy.save(path, numpy.ascontiguousarray(numpy.load(path)))");
        }
        BinaryValues values =
                BinaryValues.open(file, name, header.dataStart(), shape.count(), header.type(), header.order());
        Source source = new Source(name, Format.of(Container.NPY, header.type()), shape);
        try {
            return new NpyFile(source, values, transposed ? transposing(values, shape) : values::reader);
        } catch (IOException cut) {
            values.close();
            throw cut;
        }
    }

    private static Supplier<ValueReader> transposing(BinaryValues values, Shape shape) throws IOException {
        FortranOrder order = new FortranOrder(values, shape);
        return () -> order;
    }

    private static Shape shape(NpyHeader header, String name) throws UnusableInputException {
        List<Long> dimensions = header.shape();
        if (dimensions.size() > MOST_DIMENSIONS) {
            throw new UnusableInputException(
                    name,
                    "expected at most 3 dimensions, found " + dimensions.size() + " in the .npy header",
                    "Write one array of positions x values");
        }
        if (dimensions.contains(0L)) {
            throw new UnusableInputException(
                    name,
                    "expected values, found an array of shape " + dimensions,
                    "Run the tool that writes it again");
        }
        try {
            Shape shape = new Shape(dimensions);
            Math.multiplyExact(shape.count(), header.type().size());
            return shape;
        } catch (ArithmeticException tooLarge) {
            throw new UnusableInputException(
                    name,
                    "expected a shape that a file can hold, found " + dimensions + " in the .npy header",
                    "Write it again with numpy.save");
        }
    }

    private static void checkSize(NpyHeader header, Shape shape, long found, String name)
            throws UnusableInputException {
        long available = found - header.dataStart();
        int size = header.type().size();
        boolean exact = available % size == 0 && available / size == shape.count();
        if (!exact) {
            throw new UnusableInputException(
                    name,
                    "expected " + shape.count() + " values of " + size + " bytes after the header (shape " + shape
                            + "), found " + available + " bytes from byte " + header.dataStart() + " on",
                    "The file was cut or its header lies: write it again with numpy.save");
        }
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public ValueReader reader() {
        return readers.get();
    }

    @Override
    public void close() throws IOException {
        values.close();
    }
}
