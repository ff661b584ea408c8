package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.Checksum;
import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The token ids of a prompt, as the tools write them next to an output or into the same file. Immutable. */
public final class Tokens {

    /** Name of the tensor that holds them in the output's own file. */
    public static final String TENSOR = "tokens";

    /** Most tokens: more than any model's context, so a larger file holds something else. Its ids take 64 MB. */
    static final int MOST = 1 << 24;

    private final int[] ids;

    private Tokens(int[] ids) {
        this.ids = ids;
    }

    /**
     * Reads the ids from a tensor of whole numbers.
     *
     * @throws UnusableInputException if there are far too many, or one is not a valid id
     * @throws IOException if the file cannot be read
     */
    public static Tokens read(Tensor tensor) throws IOException {
        try (LogitsFile file = tensor.open();
                ValueReader reader = file.reader()) {
            String place = file.source().file();
            long count = file.source().shape().count();
            if (count > MOST) {
                throw unusable(place, count + " values");
            }
            double[] values = new double[(int) count];
            reader.read(0, values, values.length);
            int[] ids = new int[values.length];
            for (int position = 0; position < ids.length; position++) {
                double value = values[position];
                if (!(value >= 0 && value <= Integer.MAX_VALUE)) {
                    throw unusable(place, String.format(Locale.ROOT, "id %.0f at position %d", value, position));
                }
                ids[position] = (int) value;
            }
            return new Tokens(ids);
        }
    }

    /**
     * Reads a file of token ids, little-endian int32.
     *
     * @param name the file's name in messages
     * @throws UnusableInputException if it is empty, truncated, far too large, or has a negative id
     * @throws IOException if it cannot be read
     */
    public static Tokens read(Path file, String name) throws IOException {
        InputBytes input = InputBytes.of(file, name);
        long bytes = input.size();
        if (bytes == 0 || bytes % Integer.BYTES != 0 || bytes / Integer.BYTES > MOST) {
            throw unusable(name, bytes + " bytes");
        }
        ByteBuffer content;
        try (InputStream in = input.stream()) {
            content = ByteBuffer.wrap(in.readNBytes((int) bytes)).order(ByteOrder.LITTLE_ENDIAN);
        }
        int[] ids = new int[content.remaining() / Integer.BYTES];
        content.asIntBuffer().get(ids);
        for (int position = 0; position < ids.length; position++) {
            if (ids[position] < 0) {
                throw unusable(name, "id " + ids[position] + " at position " + position);
            }
        }
        return new Tokens(ids);
    }

    private static UnusableInputException unusable(String name, String found) {
        return new UnusableInputException(
                name,
                "expected the ids of 1 to " + MOST + " tokens, int32 of 4 bytes from 0 on, found " + found,
                "Run the tool that writes it again");
    }

    /** Returns the number of tokens. */
    public int count() {
        return ids.length;
    }

    /** Returns the CRC-32C of the file as eight hexadecimal digits. */
    public String crc32c() {
        ByteBuffer bytes = ByteBuffer.allocate(ids.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(ids);
        return Checksum.crc32c(bytes);
    }

    /** Returns the id at a position. */
    public int id(int position) {
        return ids[position];
    }

    /** Returns the first position at which the two differ or the shorter one ends; −1 if they are equal. */
    public int mismatch(Tokens other) {
        return Arrays.mismatch(ids, other.ids);
    }

    /** Returns whether these are the other tokens preceded by one more. */
    public boolean isOneMoreBefore(Tokens others) {
        return Arrays.equals(ids, 1, ids.length, others.ids, 0, others.ids.length);
    }
}
