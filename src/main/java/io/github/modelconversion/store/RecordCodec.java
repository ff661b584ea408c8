package io.github.modelconversion.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes objects as JSON and reads them back. A record becomes an object with a field per component: a text, a truth value,
 * a whole number from 0 on, a number, a constant, a record, or a list, set, map or optional one of these; an array of doubles is
 * the Base64 of its bytes. NaN and infinity become null. The outermost object starts with its version.
 *
 * <p>Reading is strict: each field exactly once, of its type, and no other fields. A constructor that rejects its arguments
 * throws an {@link IllegalArgumentException} whose message completes a sentence that starts with "expected"; an {@link
 * InvalidFieldException} also names the invalid field.
 *
 * @param type the class of the objects
 * @param version the version of the format
 * @param types the classes that are not written component by component
 * @param <T> the class of the objects
 */
public record RecordCodec<T>(Class<T> type, int version, RecordTypes types) {

    private static final String VERSION = "schemaVersion";
    private static final String CHECKSUM = "crc32c";
    private static final String NO_CHECKSUM = "00000000";

    /** Returns an object as text, terminated by a line end. */
    public String write(T value) {
        StringWriter text = new StringWriter();
        try {
            write(value, Map.of(VERSION, version), text);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    private void write(T value, Map<String, ?> header, Writer out) throws IOException {
        new RecordWriter(types, new JsonOutput(out)).write(value, header);
        out.write("\n");
    }

    /**
     * Writes an object like {@link #write}, with the CRC-32C of the text, as eight hexadecimal digits, after its version. It
     * is computed with eight zeros in its place.
     *
     * @throws IOException if writing fails
     */
    public void writeSealed(T value, OutputStream to) throws IOException {
        writeSealed(value, checksum(value), to);
    }

    private void writeSealed(T value, String checksum, OutputStream to) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(VERSION, version);
        header.put(CHECKSUM, checksum);
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        write(value, header, out);
        out.flush();
    }

    private String checksum(T value) throws IOException {
        CRC32C checksum = new CRC32C();
        writeSealed(value, NO_CHECKSUM, new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    /**
     * Reads an object.
     *
     * @throws JsonException if it is something else, or of another version
     */
    public T read(JsonValue json) throws JsonException {
        JsonValue found = json.get(VERSION);
        if (found.count() != version) {
            throw found.problem("expected " + VERSION + " " + version + ", found " + found.count()
                    + ": another version of the plugin wrote it");
        }
        return type.cast(new RecordReader(types).read(json.without(VERSION), type));
    }

    /**
     * Reads an object that was written with a checksum.
     *
     * @throws JsonException if it is something else, of another version, or damaged
     */
    public T readSealed(JsonValue json) throws IOException {
        T value = read(json.without(CHECKSUM));
        String found = json.get(CHECKSUM).text();
        String expected = checksum(value);
        if (!found.equals(expected)) {
            throw json.problem(
                    CHECKSUM,
                    "expected " + expected + ", the CRC-32C of the rest, found " + found + ": it was changed");
        }
        return value;
    }
}
