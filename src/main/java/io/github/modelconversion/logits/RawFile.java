package io.github.modelconversion.logits;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code .bin}: raw little-endian float32 without a header. */
final class RawFile implements LogitsFile {

    private static final ElementType TYPE = ElementType.FLOAT32;

    private final Source source;
    private final BinaryValues values;

    private RawFile(Source source, BinaryValues values) {
        this.source = source;
        this.values = values;
    }

    static LogitsFile open(Path file, String name) throws IOException {
        long bytes = Files.size(file);
        if (bytes == 0) {
            throw new UnusableInputException(
                    name, "expected float32 values, found an empty file", "Run the tool that writes it again");
        }
        long count = bytes / TYPE.size();
        long rest = bytes % TYPE.size();
        if (rest != 0) {
            throw new UnusableInputException(
                    name,
                    "expected whole float32 values of 4 bytes, found " + bytes + " bytes: " + count + " values and "
                            + rest + " bytes more at byte " + (bytes - rest),
                    "The file was cut or holds another type: run the tool that writes it again");
        }
        Source source = new Source(name, Format.RAW_FLOAT32, Shape.flat(count));
        return new RawFile(source, BinaryValues.open(file, name, 0, count, TYPE, ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public Source source() {
        return source;
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
