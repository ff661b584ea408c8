package io.github.modelconversion.result.output;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** The element types. */
public enum ElementType {
    /** IEEE 754 binary16. */
    FLOAT16("float16", "f16", Short.BYTES),
    /** The upper half of a binary32. */
    BFLOAT16("bfloat16", "bf16", Short.BYTES),
    /** IEEE 754 binary32. */
    FLOAT32("float32", "f32", Float.BYTES),
    /** Whole numbers, such as token ids. */
    INT32("int32", "i32", Integer.BYTES),
    /** Whole numbers; those that a double cannot represent are rounded, and are not tokens. */
    INT64("int64", "i64", Long.BYTES),
    /** IEEE 754 binary64. */
    FLOAT64("float64", "f64", Double.BYTES);

    private final String words;
    private final String abbreviation;
    private final int bytes;

    ElementType(String words, String abbreviation, int bytes) {
        this.words = words;
        this.abbreviation = abbreviation;
        this.bytes = bytes;
    }

    /** Returns the common name of the type. */
    public String words() {
        return words;
    }

    /** Returns the name of the type in the parameter {@code elementType}. */
    public String abbreviation() {
        return abbreviation;
    }

    /** Returns whether the elements are floating-point values, which are comparable and exact as doubles. */
    public boolean isFloat() {
        return this != INT32 && this != INT64;
    }

    /** Returns the size of an element in bytes. */
    public int size() {
        return bytes;
    }

    /** Returns an element of a buffer in the buffer's byte order; index 0 is at byte 0. */
    public double decode(ByteBuffer buffer, int index) {
        int at = bytes * index;
        return switch (this) {
            case FLOAT16 -> ofFloat16(buffer.getShort(at));
            case BFLOAT16 -> ofBfloat16(buffer.getShort(at));
            case FLOAT32 -> buffer.getFloat(at);
            case INT32 -> buffer.getInt(at);
            case INT64 -> buffer.getLong(at);
            case FLOAT64 -> buffer.getDouble(at);
        };
    }

    /** Returns a decoder for many elements of a buffer; it uses bulk copies if the buffer has a view of this type. */
    public Decoder decoder(ByteBuffer buffer) {
        return switch (this) {
            case FLOAT16 -> ofShorts(buffer, ElementType::ofFloat16);
            case BFLOAT16 -> ofShorts(buffer, ElementType::ofBfloat16);
            case FLOAT32 -> ofFloats(buffer);
            case INT32, INT64 -> oneByOne(buffer);
            case FLOAT64 -> ofDoubles(buffer.asDoubleBuffer());
        };
    }

    /** Decodes many elements of a buffer. */
    @FunctionalInterface
    public interface Decoder {

        /** Elements copied at once: they stay in the processor's first-level cache until they are widened. */
        int BLOCK = 512;

        void decode(int first, double[] values, int offset, int count);

        /** Returns a decoder that splits the work into blocks of at most {@link #BLOCK} elements. */
        static Decoder inBlocks(Decoder block) {
            return (first, values, offset, count) -> {
                for (int done = 0; done < count; done += BLOCK) {
                    block.decode(first + done, values, offset + done, Math.min(BLOCK, count - done));
                }
            };
        }
    }

    /** Widens the first elements of a block. */
    @FunctionalInterface
    private interface Widening {
        void widen(short[] from, double[] to, int offset, int count);
    }

    private Decoder oneByOne(ByteBuffer buffer) {
        return (first, values, offset, count) -> {
            for (int i = 0; i < count; i++) {
                values[offset + i] = decode(buffer, first + i);
            }
        };
    }

    private static Decoder ofDoubles(DoubleBuffer doubles) {
        return (first, values, offset, count) -> doubles.get(first, values, offset, count);
    }

    private static Decoder ofFloats(ByteBuffer bytes) {
        FloatBuffer floats = bytes.asFloatBuffer();
        float[] block = new float[Decoder.BLOCK];
        return Decoder.inBlocks((first, values, offset, count) -> {
            floats.get(first, block, 0, count);
            widen(block, values, offset, count);
        });
    }

    private static Decoder ofShorts(ByteBuffer bytes, Widening widening) {
        ShortBuffer shorts = bytes.asShortBuffer();
        short[] block = new short[Decoder.BLOCK];
        return Decoder.inBlocks((first, values, offset, count) -> {
            shorts.get(first, block, 0, count);
            widening.widen(block, values, offset, count);
        });
    }

    /**
     * Widens exactly. On Java 17, C2 compiles this to scalar conversions, at best two per cycle; later versions vectorise
     * it.
     */
    private static void widen(float[] from, double[] to, int offset, int count) {
        for (int i = 0; i < count; i++) {
            to[offset + i] = from[i];
        }
    }

    private static void ofFloat16(short[] from, double[] to, int offset, int count) {
        for (int i = 0; i < count; i++) {
            to[offset + i] = ofFloat16(from[i]);
        }
    }

    private static void ofBfloat16(short[] from, double[] to, int offset, int count) {
        for (int i = 0; i < count; i++) {
            to[offset + i] = ofBfloat16(from[i]);
        }
    }

    /**
     * Returns the value of a binary16 number. Shifting exponent and fraction to their binary32 places gives a number that is
     * 2<sup>112</sup> times too small, because the bias is 127 and not 15; multiplying by that is exact. The largest
     * exponent yields 2<sup>16</sup> or more, beyond every finite binary16.
     */
    private static double ofFloat16(short bits) {
        float magnitude = Float.intBitsToFloat((bits & 0x7fff) << 13) * 0x1p112f;
        if (magnitude >= 0x1p16f) {
            magnitude = (bits & 0x3ff) == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        }
        // Branch-free: a branch on the sign would be mispredicted half the time.
        return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | (bits & 0x8000) << 16);
    }

    private static double ofBfloat16(short bits) {
        return Float.intBitsToFloat(bits << Short.SIZE);
    }
}
