package io.github.modelconversion.logits;

import java.nio.ByteBuffer;

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
    },
    FLOAT64(8) {
        @Override
        double decode(ByteBuffer bytes, int index) {
            return bytes.getDouble(8 * index);
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

    /** Decodes the first elements of a buffer. */
    final void decode(ByteBuffer bytes, double[] values, int offset, int count) {
        for (int i = 0; i < count; i++) {
            values[offset + i] = decode(bytes, i);
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
