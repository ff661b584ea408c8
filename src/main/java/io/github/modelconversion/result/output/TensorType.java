package io.github.modelconversion.result.output;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The storage types of tensors: the number in {@code ggml_type} of llama.cpp's {@code ggml.h}, then the values and the bytes of
 * a block, as in {@code ggml-common.h}.
 */
public enum TensorType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q2_K(10, 256, 84),
    Q3_K(11, 256, 110),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
    IQ2_XXS(16, 256, 66),
    IQ2_XS(17, 256, 74),
    IQ3_XXS(18, 256, 98),
    IQ1_S(19, 256, 50),
    IQ4_NL(20, 32, 18),
    IQ3_S(21, 256, 110),
    IQ2_S(22, 256, 82),
    IQ4_XS(23, 256, 136),
    I8(24, 1, 1),
    I16(25, 1, 2),
    I32(26, 1, 4),
    I64(27, 1, 8),
    F64(28, 1, 8),
    IQ1_M(29, 256, 56),
    BF16(30, 1, 2),
    TQ1_0(34, 256, 54),
    TQ2_0(35, 256, 66),
    MXFP4(39, 32, 17),
    NVFP4(40, 64, 36);

    private final int number;
    private final int blockValues;
    private final int blockBytes;

    TensorType(int number, int blockValues, int blockBytes) {
        this.number = number;
        this.blockValues = blockValues;
        this.blockBytes = blockBytes;
    }

    /** Returns the type with a number; empty if this plugin does not know it. */
    public static Optional<TensorType> of(long number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }

    /** Returns the number of values in a block. */
    public int blockValues() {
        return blockValues;
    }

    /** Returns the size of a block in bytes. */
    public int blockBytes() {
        return blockBytes;
    }

    /**
     * Returns the size of a tensor in bytes.
     *
     * @param dimensions its dimensions, the one that runs fastest first
     * @return empty where a row is no whole number of blocks, or the size exceeds a long
     */
    public OptionalLong bytes(List<Long> dimensions) {
        long row = dimensions.isEmpty() ? 1 : dimensions.get(0);
        if (row % blockValues != 0) {
            return OptionalLong.empty();
        }
        try {
            long bytes = Math.multiplyExact(row / blockValues, blockBytes);
            for (long size : dimensions.subList(Math.min(1, dimensions.size()), dimensions.size())) {
                bytes = Math.multiplyExact(bytes, size);
            }
            return OptionalLong.of(bytes);
        } catch (ArithmeticException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /** Returns whether a model's weights can be of this type. */
    public boolean isWeight() {
        return number < I8.number || number > F64.number;
    }

    boolean isFloat() {
        return this == F32 || this == F16 || this == BF16;
    }
}
