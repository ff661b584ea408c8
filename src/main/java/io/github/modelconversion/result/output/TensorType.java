package io.github.modelconversion.result.output;

import java.util.Arrays;
import java.util.Optional;

/** What a tensor can be stored as; numbers as in {@code ggml_type} of llama.cpp's {@code ggml.h}. */
public enum TensorType {
    F32(0),
    F16(1),
    Q4_0(2),
    Q4_1(3),
    Q5_0(6),
    Q5_1(7),
    Q8_0(8),
    Q2_K(10),
    Q3_K(11),
    Q4_K(12),
    Q5_K(13),
    Q6_K(14),
    IQ2_XXS(16),
    IQ2_XS(17),
    IQ3_XXS(18),
    IQ1_S(19),
    IQ4_NL(20),
    IQ3_S(21),
    IQ2_S(22),
    IQ4_XS(23),
    I8(24),
    I16(25),
    I32(26),
    I64(27),
    F64(28),
    IQ1_M(29),
    BF16(30),
    TQ1_0(34),
    TQ2_0(35),
    MXFP4(39);

    private final int number;

    TensorType(int number) {
        this.number = number;
    }

    /** Returns the type with a number; empty where this plugin does not know it. */
    public static Optional<TensorType> of(long number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }

    /** Returns whether a model's weights can be stored so. */
    public boolean isWeight() {
        return number < I8.number || number > F64.number;
    }

    boolean isFloat() {
        return this == F32 || this == F16 || this == BF16;
    }
}
