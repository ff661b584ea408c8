package io.github.modelconversion.shard;

import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.store.RecordCodec;
import io.github.modelconversion.store.RecordTypes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Stores measured shards in a file until they are merged; the page {@code shards.md} of the site describes the format. */
public final class StateFile {

    /** Largest file in bytes; a row takes about 22. */
    static final long MOST_BYTES = 1L << 28;

    private static final int VERSION = 2;
    private static final String CHECKSUM = "crc32c";
    private static final String NO_CHECKSUM = "00000000";

    /**
     * The contents of the file.
     *
     * @param crc32c the CRC-32C of the file with eight zeros in place of this field, as eight hexadecimal digits
     */
    private record State(String crc32c, List<Measured> shards) {}

    private static final RecordCodec<State> CODEC = new RecordCodec<>(
            State.class, VERSION, new RecordTypes().as(Measured.class, MeasuredDocument.class, MeasuredDocument::of));

    private StateFile() {}

    /**
     * Writes shards of file pairs; equal shards give equal bytes.
     *
     * @throws IOException if writing fails
     */
    public static void write(List<Measured> shards, OutputStream to) throws IOException {
        write(new State(checksum(shards), shards), to);
    }

    private static void write(State state, OutputStream to) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        CODEC.write(state, out);
        out.flush();
    }

    private static String checksum(List<Measured> shards) throws IOException {
        CRC32C checksum = new CRC32C();
        OutputStream nowhere = new CheckedOutputStream(OutputStream.nullOutputStream(), checksum);
        write(new State(NO_CHECKSUM, shards), nowhere);
        return HexFormat.of().toHexDigits((int) checksum.getValue());
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
        JsonValue json = JsonValue.read(file, name, MOST_BYTES);
        State state = CODEC.read(json);
        String expected = checksum(state.shards());
        if (!state.crc32c().equals(expected)) {
            throw json.problem(
                    CHECKSUM,
                    "expected " + expected + ", the CRC-32C of the rest, found " + state.crc32c() + ": it was changed");
        }
        return state.shards();
    }
}
