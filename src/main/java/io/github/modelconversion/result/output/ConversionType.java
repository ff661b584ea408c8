package io.github.modelconversion.result.output;

/**
 * The storage type of a converted model's weights and the origin of that information.
 *
 * @param quantization the type
 * @param origin the origin of the type
 */
public record ConversionType(Quantization quantization, Origin origin) {

    /** The origin of a conversion's type. */
    public enum Origin {
        GGUF,
        NAME
    }
}
