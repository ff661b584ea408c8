package io.github.modelconversion.shard;

import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.store.RecordCodec;
import io.github.modelconversion.store.RecordTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Stores measured shards in a file until they are merged; the page {@code shards.md} of the site describes the format. */
public final class StateFile {

    /** Largest file in bytes; a row takes about 22. */
    static final long MOST_BYTES = 1L << 28;

    /** The contents of the file. */
    private record State(List<Measured> shards) {}

    private static final RecordCodec<State> CODEC = new RecordCodec<>(
            State.class, 2, new RecordTypes().as(Measured.class, MeasuredDocument.class, MeasuredDocument::of));

    private StateFile() {}

    /**
     * Writes shards of file pairs; equal shards give equal bytes.
     *
     * @throws IOException if writing fails
     */
    public static void write(List<Measured> shards, OutputStream to) throws IOException {
        CODEC.writeSealed(new State(shards), to);
    }

    /**
     * Reads the shards of a file.
     *
     * @param file the file
     * @param name its name in messages
     * @throws JsonException if it is not such a file, or damaged
     * @throws IOException if it cannot be read
     */
    public static List<Measured> read(Path file, String name) throws IOException {
        return CODEC.readSealed(JsonValue.read(file, name, MOST_BYTES)).shards();
    }
}
