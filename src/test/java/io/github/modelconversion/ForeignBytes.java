package io.github.modelconversion;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes values as types that a file without a header is not supposed to hold. */
public enum ForeignBytes {
    BFLOAT16("bfloat16", 2) {
        @Override
        void put(ByteBuffer into, double value) {
            into.putShort((short) ((Float.floatToIntBits((float) value) + 0x8000) >>> 16));
        }
    },
    FLOAT16("float16", 2) {
        @Override
        void put(ByteBuffer into, double value) {
            int bits = Float.floatToIntBits((float) Math.abs(value));
            // Rounded to 10 fraction bits, exponent bias 15 instead of 127; subnormal below 2^-14.
            int half = Math.abs(value) < 0x1p-14
                    ? (int) Math.rint(Math.abs(value) * 0x1p24)
                    : ((bits + 0x1000) >>> 13) - (112 << 10);
            into.putShort((short) (half | (value < 0 ? 0x8000 : 0)));
        }
    },
    FLOAT64("float64", 8) {
        @Override
        void put(ByteBuffer into, double value) {
            into.putDouble(value);
        }
    },
    BIG_ENDIAN_FLOAT32("big-endian float32", 4) {
        @Override
        void put(ByteBuffer into, double value) {
            into.putInt(Integer.reverseBytes(Float.floatToIntBits((float) value)));
        }
    };

    private final String words;
    private final int size;

    ForeignBytes(String words, int size) {
        this.words = words;
        this.size = size;
    }

    public String words() {
        return words;
    }

    abstract void put(ByteBuffer into, double value);

    /** Returns the file's bytes. Drops a last odd 16-bit value, so that the length is a multiple of 4. */
    public byte[] of(double... values) {
        int count = values.length * size % Float.BYTES == 0 ? values.length : values.length - 1;
        ByteBuffer bytes = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            put(bytes, values[i]);
        }
        return bytes.array();
    }
}
