package io.github.modelconversion.logits;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The ways to read the bytes of a file that does not say how it keeps its values. */
public enum ElementReading {
    FLOAT32("float32", Float.BYTES, ByteOrder.LITTLE_ENDIAN, ElementType.FLOAT32::decode),
    BFLOAT16("bfloat16", Short.BYTES, ByteOrder.LITTLE_ENDIAN, ElementReading::bfloat16),
    FLOAT16("float16", Short.BYTES, ByteOrder.LITTLE_ENDIAN, ElementType.FLOAT16::decode),
    FLOAT64("float64", Double.BYTES, ByteOrder.LITTLE_ENDIAN, ElementType.FLOAT64::decode),
    BIG_ENDIAN_FLOAT32("big-endian float32", Float.BYTES, ByteOrder.BIG_ENDIAN, ElementType.FLOAT32::decode);

    private final String words;
    private final int bytes;
    private final ByteOrder order;
    // Only references to methods, which have no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Decoder decoder;

    ElementReading(String words, int bytes, ByteOrder order, Decoder decoder) {
        this.words = words;
        this.bytes = bytes;
        this.order = order;
        this.decoder = decoder;
    }

    /** Returns the type in the field's words. */
    public String words() {
        return words;
    }

    /** Returns the size of a value in bytes. */
    public int size() {
        return bytes;
    }

    /** Returns the values that bytes hold when they are read so; what remains at their end is left out. */
    double[] values(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content).order(order);
        double[] values = new double[content.length / bytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = decoder.decode(buffer, i);
        }
        return values;
    }

    /** A bfloat16 is the upper half of a float32. */
    private static double bfloat16(ByteBuffer buffer, int index) {
        return Float.intBitsToFloat(buffer.getShort(Short.BYTES * index) << Short.SIZE);
    }

    @FunctionalInterface
    private interface Decoder {
        double decode(ByteBuffer buffer, int index);
    }
}
