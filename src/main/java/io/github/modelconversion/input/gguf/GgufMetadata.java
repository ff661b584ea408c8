package io.github.modelconversion.input.gguf;

import io.github.modelconversion.input.file.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All metadata of a GGUF file and the tensors it declares. Arrays and long texts are read from the file on request.
 *
 * @param file the file
 * @param values the values by key, in the file's order
 * @param directory the tensors
 */
public record GgufMetadata(Path file, Map<String, GgufValue> values, GgufDirectory directory) {

    /** Longest text read, in bytes; chat templates have up to some 20 KB. */
    private static final long LONGEST_TEXT = 4L << 20;

    /** Visits the elements of an array of texts. */
    @FunctionalInterface
    public interface TextVisitor {

        /**
         * Takes an element.
         *
         * @param index its index in the array, from 0
         * @param bytes its bytes, not necessarily valid text; the visitor may keep them
         */
        void visit(long index, byte[] bytes) throws IOException;
    }

    /** Visits the elements of an array of numbers. */
    @FunctionalInterface
    public interface NumberVisitor {

        /**
         * Takes an element.
         *
         * @param index its index in the array, from 0
         * @param value its value; 1 for true, 0 for false
         */
        void visit(long index, double value) throws IOException;
    }

    /** Copies the map. */
    public GgufMetadata {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads a little-endian GGUF file, version 2 or 3: at most 64 MB and no tensor data.
     *
     * @throws GgufException if it is not such a file, is damaged, or has two tensors of the same name
     * @throws IOException when the file cannot be read
     */
    public static GgufMetadata read(Path file) throws IOException {
        try (FileChannel channel = InputFile.open(file)) {
            GgufMetadata metadata = new GgufReader(Channels.newInputStream(channel), channel.size()).readMetadata(file);
            Set<String> names = new HashSet<>();
            for (GgufDirectory.Entry tensor : metadata.directory.tensors()) {
                if (!names.add(tensor.name())) {
                    throw new GgufException("expected each tensor once, found " + tensor.name() + " twice");
                }
            }
            return metadata;
        }
    }

    /** Returns the value of a key. */
    public Optional<GgufValue> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Returns a whole number; empty if the key is absent or has another type of value. */
    public OptionalLong whole(String key) {
        return values.get(key) instanceof GgufValue.Whole whole ? OptionalLong.of(whole.value()) : OptionalLong.empty();
    }

    /** Returns a number, whole or not; empty if the key is absent or has another type of value. */
    public OptionalDouble number(String key) {
        if (values.get(key) instanceof GgufValue.Real real) {
            return OptionalDouble.of(real.value());
        }
        OptionalLong whole = whole(key);
        return whole.isPresent() ? OptionalDouble.of((double) whole.getAsLong()) : OptionalDouble.empty();
    }

    /** Returns a truth value; empty if the key is absent or has another type of value. */
    public Optional<Boolean> flag(String key) {
        return value(key).filter(GgufValue.Flag.class::isInstance).map(flag -> ((GgufValue.Flag) flag).value());
    }

    /** Returns an array; empty if the key is absent or has another type of value. */
    public Optional<GgufValue.Array> array(String key) {
        return value(key).filter(GgufValue.Array.class::isInstance).map(GgufValue.Array.class::cast);
    }

    /**
     * Returns a text of up to 4 MiB; empty if the key is absent or has another type of value.
     *
     * @throws GgufException if it is longer
     * @throws IOException when the file cannot be read
     */
    public Optional<String> text(String key) throws IOException {
        if (values.get(key) instanceof GgufValue.Text text) {
            return Optional.of(text.value());
        }
        if (!(values.get(key) instanceof GgufValue.LongText text)) {
            return Optional.empty();
        }
        if (text.bytes() > LONGEST_TEXT) {
            throw new GgufException(
                    "expected " + key + " to have at most " + LONGEST_TEXT + " bytes, found " + text.bytes());
        }
        try (FileChannel channel = InputFile.open(file)) {
            return Optional.of(from(channel, text.position()).text(text.bytes()));
        } catch (EOFException cut) {
            throw changed(key);
        }
    }

    /**
     * Visits the elements of an array of texts one by one without keeping any.
     *
     * @throws IllegalArgumentException if its elements are not texts
     * @throws IOException when the file cannot be read, or the visitor throws it
     */
    public void visitTexts(GgufValue.Array array, TextVisitor visitor) throws IOException {
        if (array.type() != GgufType.STRING) {
            throw new IllegalArgumentException("an array of " + array.type());
        }
        visit(array, (in, index) -> visitor.visit(index, in.bytes((int) in.length("a text", GgufInput.MOST_BYTES))));
    }

    /**
     * Visits the elements of an array of numbers or truth values one by one without keeping any.
     *
     * @throws IllegalArgumentException if its elements are not numbers
     * @throws IOException when the file cannot be read, or the visitor throws it
     */
    public void visitNumbers(GgufValue.Array array, NumberVisitor visitor) throws IOException {
        if (!array.type().isNumber()) {
            throw new IllegalArgumentException("an array of " + array.type());
        }
        visit(array, (in, index) -> visitor.visit(index, number(array.type().readNumber(in))));
    }

    private static double number(GgufValue value) {
        if (value instanceof GgufValue.Real real) {
            return real.value();
        }
        if (value instanceof GgufValue.Flag flag) {
            return flag.value() ? 1 : 0;
        }
        return value instanceof GgufValue.Whole whole ? whole.value() : Double.NaN;
    }

    @FunctionalInterface
    private interface Element {
        void read(GgufInput in, long index) throws IOException;
    }

    private void visit(GgufValue.Array array, Element element) throws IOException {
        try (FileChannel channel = InputFile.open(file)) {
            GgufInput in = from(channel, array.position());
            for (long i = 0; i < array.length(); i++) {
                element.read(in, i);
            }
        } catch (EOFException cut) {
            throw changed("an array");
        }
    }

    private static GgufInput from(FileChannel channel, long position) throws IOException {
        return new GgufInput(Channels.newInputStream(channel.position(position)), position, channel.size());
    }

    /** The file was complete when its header was read, so it has changed since. */
    private static GgufException changed(String what) {
        return new GgufException(
                "expected all of " + what + ", found the end of the file: it changed while it was read");
    }
}
