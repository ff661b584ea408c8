package io.github.modelconversion.logits;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code .bin}: raw little-endian values of one type, without a header. */
final class RawFile implements LogitsFile {

    private final Source source;
    private final ElementType type;
    private final BinaryValues values;

    private RawFile(Source source, ElementType type, BinaryValues values) {
        this.source = source;
        this.type = type;
        this.values = values;
    }

    static LogitsFile open(Path file, String name, ElementType type) throws IOException {
        long bytes = Files.size(file);
        if (bytes == 0) {
            throw new UnusableInputException(
                    name,
                    "expected " + type.words() + " values, found an empty file",
                    "Run the tool that writes it again");
        }
        long count = bytes / type.size();
        long rest = bytes % type.size();
        if (rest != 0) {
            throw new UnusableInputException(
                    name,
                    "expected whole " + type.words() + " values of " + type.size() + " bytes, found " + bytes
                            + " bytes: " + count + " values and " + rest + " bytes more at byte " + (bytes - rest),
                    "The file was cut or holds another type: run the tool that writes it again");
        }
        Source source = new Source(name, Format.of(Container.RAW, type), Shape.flat(count));
        return new RawFile(source, type, BinaryValues.open(file, name, 0, count, type, ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public Optional<ElementType> assumedType() {
        return Optional.of(type);
    }

    @Override
    public ValueReader reader() {
        return values.reader();
    }

    @Override
    public void close() throws IOException {
        values.close();
    }
}
