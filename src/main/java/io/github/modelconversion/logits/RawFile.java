package io.github.modelconversion.logits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads {@code .bin}: raw little-endian values of one type, without a header. */
final class RawFile {

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private RawFile() {}

    static LogitsFile open(Path file, String name, ElementType type) throws IOException {
        long bytes = Files.size(file);
        if (bytes == 0) {
            throw new UnusableInputException(
                    name,
                    "expected " + type.words() + " values, found an empty file",
                    "Run the tool that writes it again");
        }
        requireNoArchive(file, name);
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

    /** What torch.save writes is often called .bin too. Read as float32 its first bytes are 1.5e-36. */
    private static void requireNoArchive(Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (Arrays.equals(in.readNBytes(ZIP.length), ZIP)) {
                throw new UnusableInputException(
                        name,
                        "expected values without a header, found a zip archive as torch.save writes it around a pickle:"
                                + " loading it would run code",
                        "In PyTorch write logits.float().cpu().numpy().tofile('logits.bin')");
            }
        }
    }
}
