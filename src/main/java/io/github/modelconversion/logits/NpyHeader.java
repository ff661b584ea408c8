package io.github.modelconversion.logits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} file, format versions 1.0 to 3.0, as numpy.lib.format documents them: the magic, two
 * version bytes, the length of the rest, and a Python dictionary with {@code descr}, {@code fortran_order} and
 * {@code shape}.
 *
 * @param type the type of an element
 * @param order the byte order of an element
 * @param fortranOrder whether the first dimension runs fastest
 * @param shape the dimensions as the header gives them, leading ones included
 * @param dataStart the offset of the first element in bytes
 */
record NpyHeader(ElementType type, ByteOrder order, boolean fortranOrder, List<Long> shape, long dataStart) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Far more than a plain array's header needs, so that a lie costs no memory. */
    private static final int LONGEST = 1 << 16;

    private static final String KEY = "\\s*['\"]%s['\"]\\s*:\\s*";
    private static final Pattern DICTIONARY = Pattern.compile("\\s*\\{(.*)\\}\\s*", Pattern.DOTALL);
    private static final Pattern DESCR = Pattern.compile(String.format(KEY, "descr") + "(['\"])([^'\"]*)\\1\\s*(,|$)");
    private static final Pattern STRUCTURED = Pattern.compile(String.format(KEY, "descr") + "\\[");
    private static final Pattern FORTRAN_ORDER =
            Pattern.compile(String.format(KEY, "fortran_order") + "(True|False)\\s*(,|$)");
    private static final Pattern SHAPE = Pattern.compile(String.format(KEY, "shape") + "\\(([0-9,\\sL]*)\\)\\s*(,|$)");
    private static final Pattern FLOAT = Pattern.compile("([<>])f([248])");

    private static final String REWRITE = "Write it again with numpy.save";
    private static final String CONVERT = "Write it as numpy.save(path, numpy.asarray(values, dtype='<f4'))";

    static NpyHeader read(Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(8);
            if (start.length < 8 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new UnusableInputException(
                        name,
                        "expected the .npy magic \\x93NUMPY and a version at byte 0, found "
                                + (start.length == 0 ? "an empty file" : "something else"),
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
                        "expected a whole .npy header, found the end of the file at byte " + Files.size(file),
                        "The file was cut. " + REWRITE);
            }
            return parse(new String(text, StandardCharsets.UTF_8), 8L + lengthBytes + length, name);
        }
    }

    private static long littleEndian(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.length == 2 ? Short.toUnsignedLong(buffer.getShort()) : Integer.toUnsignedLong(buffer.getInt());
    }

    private static NpyHeader parse(String text, long dataStart, String name) throws UnusableInputException {
        Matcher dictionary = DICTIONARY.matcher(text);
        if (!dictionary.matches()) {
            throw malformed(name, "a dictionary in braces");
        }
        String entries = dictionary.group(1);
        if (STRUCTURED.matcher(entries).find()) {
            throw new UnusableInputException(
                    name, "expected elements of type f2, f4 or f8, found a structured type", CONVERT);
        }
        String descr = entry(DESCR, 2, entries, name, "descr");
        String fortranOrder = entry(FORTRAN_ORDER, 1, entries, name, "fortran_order");
        String shape = entry(SHAPE, 1, entries, name, "shape");
        Matcher type = FLOAT.matcher(descr);
        if (!type.matches()) {
            throw unsupported(descr, name);
        }
        return new NpyHeader(
                switch (type.group(2)) {
                    case "2" -> ElementType.FLOAT16;
                    case "4" -> ElementType.FLOAT32;
                    default -> ElementType.FLOAT64;
                },
                type.group(1).equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
                fortranOrder.equals("True"),
                dimensions(shape, name),
                dataStart);
    }

    private static String entry(Pattern pattern, int group, String entries, String name, String key)
            throws UnusableInputException {
        Matcher matcher = pattern.matcher(entries);
        if (!matcher.find()) {
            throw malformed(name, "an entry '" + key + "'");
        }
        return matcher.group(group);
    }

    private static List<Long> dimensions(String shape, String name) throws UnusableInputException {
        List<Long> dimensions = new ArrayList<>();
        for (String part : shape.replace("L", "").split(",", -1)) {
            String digits = part.strip();
            if (digits.isEmpty()) {
                continue;
            }
            if (!digits.matches("[0-9]{1,18}")) {
                throw malformed(name, "a shape of whole numbers");
            }
            dimensions.add(Long.parseLong(digits));
        }
        return dimensions;
    }

    private static UnusableInputException unsupported(String descr, String name) {
        boolean object = descr.contains("O");
        return new UnusableInputException(
                name,
                "expected elements of type f2, f4 or f8, found '" + descr + "'"
                        + (object ? " (Python objects: reading them would run code)" : ""),
                CONVERT);
    }

    private static UnusableInputException malformed(String name, String expected) {
        return new UnusableInputException(name, "expected " + expected + " in the .npy header, found none", REWRITE);
    }
}
