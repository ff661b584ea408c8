package io.github.modelconversion.input.raw;

import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.BinaryTensor;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.io.InputStream;

/** Reads {@code .bin}: raw little-endian values of one type, without a header. */
public final class RawFile {

    private RawFile() {}

    public static LogitsFile open(InputBytes input, ElementType type) throws IOException {
        String name = input.name();
        long bytes = input.size();
        if (bytes == 0) {
            throw new UnusableInputException(
                    name,
                    "expected " + type.words() + " values, found an empty file",
                    "Run the tool that writes it again");
        }
        try (InputStream in = input.stream()) {
            ForeignStart.requireNone(in.readNBytes(ForeignStart.BYTES), name);
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
        return BinaryTensor.openUntyped(input, source, type);
    }
}
