package io.github.modelconversion.logits;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** The binary types of an element. */
enum ElementType {
    FLOAT16(2) {
        @Override
        double decode(ByteBuffer bytes, int index) {
            return toDouble(bytes.getShort(2 * index));
        }
    },
    FLOAT32(4) {
        @Override
        double decode(ByteBuffer bytes, int index) {
            return bytes.getFloat(4 * index);
        }

        @Override
        Decoder decoder(ByteBuffer bytes) {
            FloatBuffer floats = bytes.asFloatBuffer();
            float[] block = new float[Decoder.BLOCK];
            return (first, values, offset, count) -> {
                for (int done = 0; done < count; done += Decoder.BLOCK) {
                    int now = Math.min(Decoder.BLOCK, count - done);
                    floats.get(first + done, block, 0, now);
                    widen(block, values, offset + done, now);
                }
            };
        }
    },
    FLOAT64(8) {
        @Override
        double decode(ByteBuffer bytes, int index) {
            return bytes.getDouble(8 * index);
        }

        @Override
        Decoder decoder(ByteBuffer bytes) {
            DoubleBuffer doubles = bytes.asDoubleBuffer();
            return (first, values, offset, count) -> doubles.get(first, values, offset, count);
        }
    };

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the size of an element in bytes. */
    int size() {
        return bytes;
    }

    /** Returns an element of a buffer in its byte order; the first one, at byte 0, has index 0. */
    abstract double decode(ByteBuffer bytes, int index);

    /** Returns what decodes many elements of a buffer; bulk copies where the type allows it. */
    Decoder decoder(ByteBuffer buffer) {
        return (first, values, offset, count) -> {
            for (int i = 0; i < count; i++) {
                values[offset + i] = decode(buffer, first + i);
            }
        };
    }

    /** Decodes many elements of the buffer that it was made for. */
    @FunctionalInterface
    interface Decoder {

        /** Floats that are copied at once: they stay in the processor's first cache until they are widened. */
        int BLOCK = 512;

        void decode(int first, double[] values, int offset, int count);
    }

    /** Exact. On Java 17 C2 compiles this to scalar conversions, two a cycle at best; later ones vectorise it. */
    private static void widen(float[] from, double[] to, int offset, int count) {
        for (int i = 0; i < count; i++) {
            to[offset + i] = from[i];
        }
    }

    /** Returns the value of an IEEE 754 binary16 number. */
    private static double toDouble(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24;
        } else {
            magnitude = Math.scalb((double) (0x400 | fraction), exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
