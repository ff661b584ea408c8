package io.github.modelconversion.logits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code .bin}: raw little-endian values of one type, without a header. */
final class RawFile {

    private RawFile() {}

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
        return BinaryTensor.openUntyped(file, source, type);
    }
}
