package io.github.modelconversion.weight.type;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.block.ByteCodes;
import io.github.modelconversion.weight.type.block.K4;
import io.github.modelconversion.weight.type.block.Nibbles;
import java.util.Optional;

/** The decoders of all types. */
public final class WeightTypes {

    private WeightTypes() {}

    /** Returns the decoder of a GGUF type; empty if there is none. */
    public static Optional<WeightDecoder> of(TensorType type) {
        return switch (type) {
            case F64 -> Optional.of(FloatDecoder.F64);
            case F32 -> Optional.of(FloatDecoder.F32);
            case F16 -> Optional.of(FloatDecoder.F16);
            case BF16 -> Optional.of(FloatDecoder.BF16);
            case Q8_0 -> Optional.of(new BlockDecoder(type, new ByteCodes()));
            case Q4_0 -> Optional.of(new BlockDecoder(type, new Nibbles(false, false)));
            case Q4_1 -> Optional.of(new BlockDecoder(type, new Nibbles(true, false)));
            case Q5_0 -> Optional.of(new BlockDecoder(type, new Nibbles(false, true)));
            case Q5_1 -> Optional.of(new BlockDecoder(type, new Nibbles(true, true)));
            case Q4_K -> Optional.of(new BlockDecoder(type, new K4()));
            default -> Optional.empty();
        };
    }

    /** Returns the decoder of a safetensors {@code dtype}; empty if there is none. */
    public static Optional<WeightDecoder> ofSafetensors(String dtype) {
        return switch (dtype) {
            case "F64" -> Optional.of(FloatDecoder.F64);
            case "F32" -> Optional.of(FloatDecoder.F32);
            case "F16" -> Optional.of(FloatDecoder.F16);
            case "BF16" -> Optional.of(FloatDecoder.BF16);
            default -> Optional.empty();
        };
    }
}
