package io.github.modelconversion.result.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The types that llama-quantize writes, by its names.
 *
 * <p>The numbers are those of {@code llama_ftype} in llama.cpp's {@code llama.h}. A type describes the storage of most
 * tensors; tensors whose row length is not a multiple of the type's block size are stored as another type.
 */
public enum Quantization {
    F32(0, TensorType.F32),
    F16(1, TensorType.F16),
    BF16(32, TensorType.BF16),
    Q8_0(7, TensorType.Q8_0),
    Q6_K(18, TensorType.Q6_K, TensorType.Q8_0),
    Q5_0(8, TensorType.Q5_0),
    Q5_1(9, TensorType.Q5_1),
    Q5_K_S(16, TensorType.Q5_K, TensorType.Q5_1),
    Q5_K_M(17, TensorType.Q5_K, TensorType.Q5_1),
    Q4_0(2, TensorType.Q4_0),
    Q4_1(3, TensorType.Q4_1),
    Q4_K_S(14, TensorType.Q4_K, TensorType.Q5_0),
    Q4_K_M(15, TensorType.Q4_K, TensorType.Q5_0),
    IQ4_NL(25, TensorType.IQ4_NL),
    IQ4_XS(30, TensorType.IQ4_XS, TensorType.IQ4_NL),
    MXFP4_MOE(38, TensorType.MXFP4),
    Q3_K_S(11, TensorType.Q3_K, TensorType.Q4_0, TensorType.IQ4_NL),
    Q3_K_M(12, TensorType.Q3_K, TensorType.Q4_0, TensorType.IQ4_NL),
    Q3_K_L(13, TensorType.Q3_K, TensorType.Q4_0, TensorType.IQ4_NL),
    IQ3_XXS(23, TensorType.IQ3_XXS, TensorType.IQ4_NL),
    IQ3_XS(22, TensorType.IQ3_XXS, TensorType.IQ3_S, TensorType.IQ4_NL),
    IQ3_S(26, TensorType.IQ3_S, TensorType.IQ4_NL),
    IQ3_M(27, TensorType.IQ3_S, TensorType.IQ4_NL),
    Q2_K(10, TensorType.Q2_K, TensorType.Q4_0, TensorType.IQ4_NL),
    Q2_K_S(21, TensorType.Q2_K, TensorType.Q4_0, TensorType.IQ4_NL),
    IQ2_XXS(19, TensorType.IQ2_XXS, TensorType.IQ4_NL),
    IQ2_XS(20, TensorType.IQ2_XS, TensorType.IQ4_NL),
    IQ2_S(28, TensorType.IQ2_XS, TensorType.IQ2_S, TensorType.IQ4_NL),
    IQ2_M(29, TensorType.IQ2_S, TensorType.IQ4_NL),
    IQ1_S(24, TensorType.IQ1_S, TensorType.IQ4_NL),
    IQ1_M(31, TensorType.IQ1_M, TensorType.IQ4_NL),
    TQ1_0(36, TensorType.TQ1_0, TensorType.Q4_0),
    TQ2_0(37, TensorType.TQ2_0, TensorType.Q4_0);

    /** Flag added to the number if the loader guessed it. */
    private static final long GUESSED = 1024;

    private static final Pattern SHARD = Pattern.compile("-\\d{5}-of-\\d{5}$");

    private final int fileType;
    private final TensorType main;
    private final TensorType fallback;
    private final TensorType otherFallback;

    Quantization(int fileType, TensorType main) {
        this(fileType, main, main, main);
    }

    Quantization(int fileType, TensorType main, TensorType fallback) {
        this(fileType, main, fallback, fallback);
    }

    Quantization(int fileType, TensorType main, TensorType fallback, TensorType otherFallback) {
        this.fileType = fileType;
        this.main = main;
        this.fallback = fallback;
        this.otherFallback = otherFallback;
    }

    /** Returns the type with a name, in any case; empty if there is none. */
    public static Optional<Quantization> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /**
     * Returns the type that a model's name ends with, after a hyphen or a dot and in any case: {@code tiny-Q4_K_M}, {@code
     * tiny.q8_0}, {@code tiny-f16-00001-of-00003}; empty if there is none.
     */
    public static Optional<Quantization> ofName(String modelName) {
        String name = SHARD.matcher(modelName).replaceFirst("").toUpperCase(Locale.ROOT);
        for (Quantization type : values()) {
            if (name.endsWith("-" + type) || name.endsWith("." + type)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns the type with a GGUF's {@code general.file_type}; empty if the number is absent or unknown. */
    public static Optional<Quantization> ofFileType(OptionalLong number) {
        return number.isEmpty()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(type -> type.fileType == (number.getAsLong() & ~GUESSED))
                        .findFirst();
    }

    /** Returns whether values of this type are plain floating-point numbers. */
    public boolean isFloat() {
        return main.isFloat();
    }

    /** Returns all names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(Quantization::name).collect(Collectors.joining(", "));
    }

    /**
     * Returns whether a file's weights are consistent with this type: at least one tensor is stored as it, or as the
     * substitute for rows whose length does not fit; and a file of floating-point numbers has no other tensors.
     *
     * @param found the types of all weights; if empty, they are in another part of the model
     */
    public boolean fits(Set<TensorType> found) {
        boolean hasIts = found.contains(main) || found.contains(fallback) || found.contains(otherFallback);
        return found.isEmpty() || (hasIts && (!main.isFloat() || found.stream().allMatch(TensorType::isFloat)));
    }
}
