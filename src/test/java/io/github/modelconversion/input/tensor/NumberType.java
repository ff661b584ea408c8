package io.github.modelconversion.input.tensor;

import java.nio.ByteBuffer;

/** Types of stored values, encoded by arithmetic on their definitions. */
public enum NumberType {
    FLOAT16("f2", "F16", 1, Short.BYTES) {
        @Override
        double nearest(double value) {
            double step = Math.scalb(1.0, Math.max(Math.getExponent(value), -14) - 10);
            return clamped(Math.rint(value / step) * step, 65504);
        }

        @Override
        void put(ByteBuffer into, double value) {
            double size = Math.abs(value);
            int exponent = Math.max(Math.getExponent(size), -14);
            int bits = size > 65504 ? 0x7c00 : (int) Math.scalb(size, 10 - exponent) + ((exponent + 14) << 10);
            into.putShort((short) ((sign(value) << 15) | bits));
        }
    },
    BFLOAT16("", "BF16", 30, Short.BYTES) {
        @Override
        double nearest(double value) {
            return Float.intBitsToFloat(Float.floatToIntBits((float) FLOAT32.nearest(value)) & 0xffff0000);
        }

        @Override
        void put(ByteBuffer into, double value) {
            into.putShort((short) (Float.floatToIntBits((float) value) >>> 16));
        }
    },
    FLOAT32("f4", "F32", 0, Float.BYTES) {
        @Override
        double nearest(double value) {
            return clamped((float) value, Float.MAX_VALUE);
        }

        @Override
        void put(ByteBuffer into, double value) {
            into.putFloat((float) value);
        }
    },
    FLOAT64("f8", "F64", 28, Double.BYTES) {
        @Override
        double nearest(double value) {
            return clamped(value, Double.MAX_VALUE);
        }

        @Override
        void put(ByteBuffer into, double value) {
            into.putDouble(value);
        }
    };

    /** numpy's name without the byte order; empty if numpy has no such type. */
    final String numpy;

    /** The name in safetensors. */
    final String name;

    /** ggml's number for the type. */
    final int ggml;

    final int size;

    NumberType(String numpy, String name, int ggml, int size) {
        this.numpy = numpy;
        this.name = name;
        this.ggml = ggml;
        this.size = size;
    }

    /** Returns the stored value for a finite one: finite and close to it. */
    abstract double nearest(double value);

    /** Writes a value of this type, or −∞, in the buffer's byte order. */
    abstract void put(ByteBuffer into, double value);

    private static double clamped(double rounded, double largest) {
        return Math.max(-largest, Math.min(largest, rounded));
    }

    private static int sign(double value) {
        return value < 0 || 1 / value < 0 ? 1 : 0;
    }
}
