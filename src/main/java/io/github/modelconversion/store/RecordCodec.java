package io.github.modelconversion.store;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/**
 * Writes objects as JSON and reads them back. A record becomes an object with a field per component: a text, a truth value,
 * a whole number from 0 on, a number, a constant, a record, or a list, map or optional one of these; an array of doubles is
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

    static final String VERSION = "schemaVersion";

    /** Returns an object as text, terminated by a line end. */
    public String write(T value) {
        StringWriter text = new StringWriter();
        try {
            write(value, text);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    /**
     * Writes an object, terminated by a line end.
     *
     * @throws IOException if writing fails
     */
    public void write(T value, Writer out) throws IOException {
        new RecordWriter(types, new JsonOutput(out)).write(value, version);
        out.write("\n");
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
}
