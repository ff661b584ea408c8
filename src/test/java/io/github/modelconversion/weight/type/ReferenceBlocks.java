package io.github.modelconversion.weight.type;

import io.github.modelconversion.result.output.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Blocks and the values that gguf-py decodes from them. */
final class ReferenceBlocks {

    private static final Path FOLDER = Path.of("src/test/resources/weights");

    private final TensorType type;
    private final String origin;
    private final byte[] blocks;
    private final float[] values;

    private ReferenceBlocks(TensorType type, String origin, byte[] blocks, float[] values) {
        this.type = type;
        this.origin = origin;
        this.blocks = blocks;
        this.values = values;
    }

    static Stream<ReferenceBlocks> all() {
        return Arrays.stream(TensorType.values())
                .flatMap(type -> Stream.of("real", "random")
                        .filter(origin -> Files.exists(file(type, origin, "blocks")))
                        .map(origin -> read(type, origin)));
    }

    private static ReferenceBlocks read(TensorType type, String origin) {
        try {
            ByteBuffer floats = ByteBuffer.wrap(Files.readAllBytes(file(type, origin, "floats")));
            float[] values = new float[floats.remaining() / Float.BYTES];
            floats.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return new ReferenceBlocks(type, origin, Files.readAllBytes(file(type, origin, "blocks")), values);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Path file(TensorType type, String origin, String ending) {
        return FOLDER.resolve(origin).resolve(type + "." + ending);
    }

    /** Returns blocks of a type with random bytes and finite scales. */
    static ReferenceBlocks random(TensorType type) {
        return read(type, "random");
    }

    TensorType type() {
        return type;
    }

    byte[] blocks() {
        return blocks;
    }

    float[] values() {
        return values;
    }

    int count() {
        return values.length / type.blockValues();
    }

    @Override
    public String toString() {
        return origin + " " + type;
    }
}
