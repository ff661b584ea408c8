package io.github.modelconversion.weight.type;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.ByteCodes;
import io.github.modelconversion.weight.type.block.FourBitFloats;
import io.github.modelconversion.weight.type.block.Nibbles;
import io.github.modelconversion.weight.type.block.NonLinear;
import io.github.modelconversion.weight.type.block.NonLinearGroups;
import io.github.modelconversion.weight.type.grid.Iq1M;
import io.github.modelconversion.weight.type.grid.Iq1S;
import io.github.modelconversion.weight.type.grid.Iq2S;
import io.github.modelconversion.weight.type.grid.Iq2Xs;
import io.github.modelconversion.weight.type.grid.Iq3S;
import io.github.modelconversion.weight.type.grid.SignedWords;
import io.github.modelconversion.weight.type.superblock.K2;
import io.github.modelconversion.weight.type.superblock.K3;
import io.github.modelconversion.weight.type.superblock.K4;
import io.github.modelconversion.weight.type.superblock.K6;
import io.github.modelconversion.weight.type.superblock.PackedTernary;
import io.github.modelconversion.weight.type.superblock.Ternary;
import java.util.Optional;

/** The decoders of all types. */
public final class WeightTypes {

    private WeightTypes() {}

    /** Returns the decoder of a GGUF type; empty for whole numbers. */
    public static Optional<WeightDecoder> of(TensorType type) {
        return switch (type) {
            case F64 -> Optional.of(FloatDecoder.F64);
            case F32 -> Optional.of(FloatDecoder.F32);
            case F16 -> Optional.of(FloatDecoder.F16);
            case BF16 -> Optional.of(FloatDecoder.BF16);
            case I8, I16, I32, I64 -> Optional.empty();
            default -> Optional.of(new BlockDecoder(type, layout(type)));
        };
    }

    private static BlockLayout layout(TensorType type) {
        return switch (type) {
            case Q4_0 -> new Nibbles(false, false);
            case Q4_1 -> new Nibbles(true, false);
            case Q5_0 -> new Nibbles(false, true);
            case Q5_1 -> new Nibbles(true, true);
            case Q8_0 -> new ByteCodes();
            case Q2_K -> new K2();
            case Q3_K -> new K3();
            case Q4_K -> new K4(false);
            case Q5_K -> new K4(true);
            case Q6_K -> new K6();
            case TQ1_0 -> new PackedTernary();
            case TQ2_0 -> new Ternary();
            case IQ4_NL -> new NonLinear();
            case IQ4_XS -> new NonLinearGroups();
            case MXFP4 -> FourBitFloats.MXFP4;
            case NVFP4 -> FourBitFloats.NVFP4;
            case IQ3_XXS -> SignedWords.iq3();
            case IQ3_S -> new Iq3S();
            case IQ2_XXS -> SignedWords.iq2();
            case IQ2_XS -> new Iq2Xs();
            case IQ2_S -> new Iq2S();
            case IQ1_S -> new Iq1S();
            case IQ1_M -> new Iq1M();
            case F64, F32, F16, BF16, I8, I16, I32, I64 -> throw new IllegalArgumentException(type + " has no blocks");
        };
    }

    /**
     * Returns the decoder of a safetensors {@code dtype}; empty if there is none. The eight-bit types are decoded without the
     * scales that models keep in other tensors.
     */
    public static Optional<WeightDecoder> ofSafetensors(String dtype) {
        return switch (dtype) {
            case "F64" -> Optional.of(FloatDecoder.F64);
            case "F32" -> Optional.of(FloatDecoder.F32);
            case "F16" -> Optional.of(FloatDecoder.F16);
            case "BF16" -> Optional.of(FloatDecoder.BF16);
            case "F8_E4M3" -> Optional.of(FloatDecoder.F8_E4M3);
            case "F8_E5M2" -> Optional.of(FloatDecoder.F8_E5M2);
            default -> Optional.empty();
        };
    }
}
