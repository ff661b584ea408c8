package io.github.modelconversion.weight.type;

import io.github.modelconversion.weight.type.block.Half;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Decodes little-endian floating-point numbers that are stored one by one. The step of a number is the distance to its
 * neighbours, for the larger exponent if they differ; that of F32 and F64 is 0, as these are compared exactly.
 */
enum FloatDecoder implements WeightDecoder {

    /** IEEE 754 binary64, rounded to the nearest float32, ties to even; numbers beyond its range become infinite. */
    F64(Double.BYTES, 0, 0) {
        @Override
        void read(byte[] source, int offset, int count, float[] values, int at) {
            for (int i = 0; i < count; i++) {
                values[at + i] = (float) (double) DOUBLE.get(source, offset + i * Double.BYTES);
            }
        }
    },
    /** IEEE 754 binary32. */
    F32(Float.BYTES, 0, 0) {
        @Override
        void read(byte[] source, int offset, int count, float[] values, int at) {
            for (int i = 0; i < count; i++) {
                values[at + i] = (float) FLOAT.get(source, offset + i * Float.BYTES);
            }
        }
    },
    /** IEEE 754 binary16. */
    F16(Short.BYTES, 0x1p-14f, 0x1p-10f) {
        @Override
        void read(byte[] source, int offset, int count, float[] values, int at) {
            for (int i = 0; i < count; i++) {
                values[at + i] = Half.of((short) SHORT.get(source, offset + i * Short.BYTES));
            }
        }
    },
    /** The upper half of a binary32. */
    BF16(Short.BYTES, Float.MIN_NORMAL, 0x1p-7f) {
        @Override
        void read(byte[] source, int offset, int count, float[] values, int at) {
            for (int i = 0; i < count; i++) {
                values[at + i] =
                        Float.intBitsToFloat((short) SHORT.get(source, offset + i * Short.BYTES) << Short.SIZE);
            }
        }
    },
    /** Eight bits, the upper half of a binary16. */
    F8_E5M2(Byte.BYTES, 0x1p-14f, 0x1p-2f) {
        @Override
        void read(byte[] source, int offset, int count, float[] values, int at) {
            for (int i = 0; i < count; i++) {
                values[at + i] = Half.of(source[offset + i] << Byte.SIZE);
            }
        }
    },
    /** Eight bits, four of them the exponent; no infinities, and NaN only where all bits but the sign are set. */
    F8_E4M3(Byte.BYTES, 0x1p-6f, 0x1p-3f) {
        @Override
        void read(byte[] source, int offset, int count, float[] values, int at) {
            for (int i = 0; i < count; i++) {
                int bits = source[offset + i];
                // As in Half: the exponent's bias is 7 and not 127.
                float magnitude =
                        (bits & 0x7f) == 0x7f ? Float.NaN : Float.intBitsToFloat((bits & 0x7f) << 20) * 0x1p120f;
                values[at + i] = bits < 0 ? -magnitude : magnitude;
            }
        }
    };

    private static final VarHandle DOUBLE = view(double[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle SHORT = view(short[].class);

    /** The bits of a float32's exponent. */
    private static final int EXPONENT = 0x7f80_0000;

    private final int bytes;
    private final int leastExponent;
    private final float epsilon;

    /**
     * @param bytes the size of a number
     * @param smallestNormal the smallest number with all its digits; 0 if numbers are compared exactly
     * @param epsilon the distance of the numbers just above 1; 0 if numbers are compared exactly
     */
    FloatDecoder(int bytes, float smallestNormal, float epsilon) {
        this.bytes = bytes;
        this.leastExponent = Float.floatToRawIntBits(smallestNormal);
        this.epsilon = epsilon;
    }

    private static VarHandle view(Class<?> elements) {
        return MethodHandles.byteArrayViewVarHandle(elements, ByteOrder.LITTLE_ENDIAN);
    }

    abstract void read(byte[] source, int offset, int count, float[] values, int at);

    @Override
    public int blockWeights() {
        return 1;
    }

    @Override
    public int blockBytes() {
        return bytes;
    }

    @Override
    public void decode(byte[] source, int offset, int blocks, float[] values, int at) {
        Objects.checkFromIndexSize(offset, (long) blocks * bytes, source.length);
        Objects.checkFromIndexSize(at, blocks, values.length);
        read(source, offset, blocks, values, at);
    }

    @Override
    public void steps(byte[] source, int offset, int blocks, float[] steps, int at) {
        decode(source, offset, blocks, steps, at);
        if (epsilon == 0) {
            Arrays.fill(steps, at, at + blocks, 0);
            return;
        }
        for (int i = at; i < at + blocks; i++) {
            int exponent = Math.max(Float.floatToRawIntBits(steps[i]) & EXPONENT, leastExponent);
            steps[i] = Float.intBitsToFloat(exponent) * epsilon;
        }
    }
}
