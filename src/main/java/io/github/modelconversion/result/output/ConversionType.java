package io.github.modelconversion.result.output;

/**
 * What a converted model's weights are stored as, and how that is known.
 *
 * @param quantization the type
 * @param origin where it was read
 */
public record ConversionType(Quantization quantization, Origin origin) {

    /** Where the type of a conversion was read. */
    public enum Origin {
        GGUF,
        NAME
    }
}
