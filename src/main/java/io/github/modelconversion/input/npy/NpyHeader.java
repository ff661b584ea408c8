package io.github.modelconversion.input.npy;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.result.output.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a {@code .npy} file, format versions 1.0 to 3.0, as numpy.lib.format documents them: the magic, two
 * version bytes, the length of the rest, and a Python dictionary with {@code descr}, {@code fortran_order} and
 * {@code shape}.
 *
 * @param descr the element type in numpy's notation; {@value #STRUCTURED} for a list of fields
 * @param fortranOrder whether the first dimension varies fastest
 * @param shape the dimensions as in the header, including leading dimensions of size 1
 * @param dataStart the offset of the first element in bytes
 */
public record NpyHeader(String descr, boolean fortranOrder, List<Long> shape, long dataStart) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Longest header in bytes: far more than a plain array needs, yet small enough that a false length costs no memory. */
    private static final int LONGEST = 1 << 16;

    private static final Pattern FLOAT = Pattern.compile("[<>](f[248]|bf16)");
    private static final Pattern WHOLE_NUMBERS = Pattern.compile("[<>|]([iu][1248]|b1)");

    /** Numpy has no bfloat16: such values are saved as two untyped bytes, under a custom type name, or as whole numbers. */
    private static final Pattern TWO_BYTES = Pattern.compile("[<>|=]?(V2|u2|i2)|bfloat16|u?int16");

    private static final Pattern WITHOUT_ORDER = Pattern.compile("[=|]?f[248]|float(16|32|64)");

    /** The readable types, without their byte order. */
    private static final Map<String, ElementType> TYPES = Map.of(
            "f2", ElementType.FLOAT16,
            "bf16", ElementType.BFLOAT16,
            "f4", ElementType.FLOAT32,
            "f8", ElementType.FLOAT64,
            "i4", ElementType.INT32,
            "i8", ElementType.INT64);

    /** Size of the magic and the version. */
    private static final int MAGIC_BYTES = 8;

    /** The first byte of a pickle of protocol 2 or later. */
    private static final byte PICKLE = (byte) 0x80;

    /** Represents a list of fields. */
    static final String STRUCTURED = "[";

    private static final int LONGEST_SHOWN = 32;

    private static final String REWRITE = "Write it again with numpy.save";
    private static final String CONVERT = "Write it as numpy.save(path, numpy.asarray(values, dtype='<f4'))";

    /** Reads the header from the beginning of an array and no byte after it. */
    static NpyHeader read(InputStream in, String name) throws IOException {
        byte[] start = in.readNBytes(MAGIC_BYTES);
        if (start.length < MAGIC_BYTES || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new UnusableInputException(
                    name,
                    "expected the .npy magic \\x93NUMPY and a version at byte 0, found " + somethingElse(start),
                    REWRITE);
        }
        int major = start[6];
        if (major < 1 || major > 3 || start[7] != 0) {
            throw new UnusableInputException(
                    name,
                    "expected .npy format version 1.0, 2.0 or 3.0 at byte 6, found " + (start[6] & 0xff) + "."
                            + (start[7] & 0xff),
                    REWRITE);
        }
        int lengthBytes = major == 1 ? 2 : 4;
        byte[] lengthField = in.readNBytes(lengthBytes);
        long length = lengthField.length < lengthBytes ? -1 : littleEndian(lengthField);
        if (length > LONGEST) {
            throw new UnusableInputException(
                    name,
                    "expected a header of at most " + LONGEST + " bytes, found the length " + length + " at byte 8",
                    REWRITE);
        }
        byte[] text = in.readNBytes((int) Math.max(0, length));
        if (text.length < length || length < 0) {
            throw new UnusableInputException(
                    name,
                    "expected a whole .npy header, found the end of the file at byte "
                            + (MAGIC_BYTES + lengthField.length + text.length),
                    "The file was cut. " + REWRITE);
        }
        return parse(new String(text, StandardCharsets.UTF_8), major < 3, MAGIC_BYTES + lengthBytes + length, name);
    }

    private static String somethingElse(byte[] start) {
        if (start.length == 0) {
            return "an empty file";
        }
        return start[0] == PICKLE ? "a pickle: loading it would run code" : "something else";
    }

    /**
     * Returns this header with the given element type if the array may hold a type that numpy cannot name; else unchanged.
     */
    NpyHeader as(ElementType type) {
        return type == ElementType.BFLOAT16 && TWO_BYTES.matcher(descr).matches()
                ? new NpyHeader(descr.startsWith(">") ? ">bf16" : "<bf16", fortranOrder, shape, dataStart)
                : this;
    }

    /** Returns the element type; empty if it is not readable. */
    Optional<ElementType> elementType() {
        return FLOAT.matcher(descr).matches() || hasWholeNumbers()
                ? Optional.ofNullable(TYPES.get(descr.substring(1)))
                : Optional.empty();
    }

    /** Returns whether the elements are whole numbers or truth values. */
    boolean hasWholeNumbers() {
        return WHOLE_NUMBERS.matcher(descr).matches();
    }

    /** Returns the byte order of an element. */
    ByteOrder order() {
        return descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static long littleEndian(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.length == 2 ? Short.toUnsignedLong(buffer.getShort()) : Integer.toUnsignedLong(buffer.getInt());
    }

    private static NpyHeader parse(String text, boolean mayBeOfPython2, long dataStart, String name)
            throws UnusableInputException {
        @Nullable String descr = null;
        @Nullable Boolean fortranOrder = null;
        @Nullable List<Long> shape = null;
        try {
            PythonLiteral literal = new PythonLiteral(text);
            literal.take('{');
            while (!literal.takeIf('}')) {
                String key = literal.string();
                literal.take(':');
                if (key.equals("descr") && descr == null) {
                    descr = literal.isNext('[') ? STRUCTURED : literal.string();
                    // The description of fields is not a supported literal.
                    requireNoStructure(descr, name);
                } else if (key.equals("fortran_order") && fortranOrder == null) {
                    fortranOrder = literal.truth();
                } else if (key.equals("shape") && shape == null) {
                    shape = literal.tuple(mayBeOfPython2);
                } else {
                    throw malformed(name);
                }
                if (!literal.isNext('}')) {
                    literal.take(',');
                }
            }
            literal.end();
        } catch (IllegalArgumentException malformed) {
            throw malformed(name);
        }
        if (descr == null || fortranOrder == null || shape == null) {
            throw malformed(name);
        }
        return new NpyHeader(descr, fortranOrder, shape, dataStart);
    }

    private static void requireNoStructure(String descr, String name) throws UnusableInputException {
        if (descr.equals(STRUCTURED)) {
            new NpyHeader(descr, false, List.of(), 0).requireValues(name);
        }
    }

    /** Checks that the elements are comparable values. */
    void requireValues(String name) throws UnusableInputException {
        if (FLOAT.matcher(descr).matches()) {
            return;
        }
        String shown = descr.length() > LONGEST_SHOWN ? descr.substring(0, LONGEST_SHOWN) + "..." : descr;
        if (WITHOUT_ORDER.matcher(descr).matches()) {
            throw new UnusableInputException(
                    name,
                    "expected a type with its byte order, such as '<f4', found '" + shown + "' without one",
                    CONVERT);
        }
        boolean twoBytes = TWO_BYTES.matcher(descr).matches();
        throw new UnusableInputException(
                name,
                "expected elements of type f2, f4 or f8, found "
                        + (descr.equals(STRUCTURED) ? "a structured type" : "'" + shown.replaceAll("[^ -~]", "?") + "'")
                        + (descr.contains("O") ? " (Python objects: reading them would run code)" : ""),
                twoBytes
                        ? "If these are bfloat16 values, set elementType to bf16 (f32,bf16 where only the test's are). "
                                + CONVERT
                        : CONVERT);
    }

    private static UnusableInputException malformed(String name) {
        return new UnusableInputException(
                name,
                "expected {'descr': type, 'fortran_order': True or False, 'shape': (whole numbers)} in the .npy header,"
                        + " found something else",
                REWRITE);
    }
}
