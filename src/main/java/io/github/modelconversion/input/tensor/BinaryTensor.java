package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.PartialChecksum;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/** Contiguous elements, stored unchanged in a file. */
public final class BinaryTensor implements LogitsFile {

    private final Source source;
    private final Optional<ElementType> assumedType;
    private final BinaryValues values;

    private BinaryTensor(Source source, Optional<ElementType> assumedType, BinaryValues values) {
        this.source = source;
        this.assumedType = assumedType;
        this.values = values;
    }

    /**
     * Opens little-endian elements of a file that states their type.
     *
     * @param source the name, the format and the shape
     * @param start the offset of the first element in bytes
     */
    public static LogitsFile open(InputBytes bytes, Source source, ElementType type, long start) throws IOException {
        return new BinaryTensor(source, Optional.empty(), values(bytes, source, type, start));
    }

    /** Opens a file that consists of elements only and does not state their type. */
    public static LogitsFile openUntyped(InputBytes bytes, Source source, ElementType type) throws IOException {
        return new BinaryTensor(source, Optional.of(type), values(bytes, source, type, 0));
    }

    private static BinaryValues values(InputBytes bytes, Source source, ElementType type, long start)
            throws IOException {
        return new BinaryValues(
                source.file(), bytes.open(), start, source.shape().count(), type, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public Optional<ElementType> assumedType() {
        return assumedType;
    }

    @Override
    public boolean isSequential() {
        return values.isSequential();
    }

    @Override
    public Optional<PartialChecksum> checksum() {
        return values.checksum();
    }

    @Override
    public ValueReader reader() throws IOException {
        return values.reader();
    }

    @Override
    public void close() throws IOException {
        values.close();
    }
}
