package io.github.modelconversion.weight.source;

import io.github.modelconversion.original.OriginalTensor;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;
import java.io.IOException;
import java.util.Optional;

/** Opens tensors of the original. */
public final class OriginalValues {

    private static final String BYTES = "U8";

    private OriginalValues() {}

    /** Returns whether the values of a tensor can be read. */
    public static boolean isReadable(OriginalTensor tensor) {
        return WeightTypes.ofSafetensors(tensor.type()).isPresent();
    }

    /**
     * Opens a tensor.
     *
     * @throws IOException if its file cannot be opened
     */
    public static WeightValues open(OpenFiles files, OriginalTensor tensor) throws IOException {
        Optional<WeightDecoder> decoder = WeightTypes.ofSafetensors(tensor.type());
        return new StoredBlocks(files, tensor.file(), tensor.position(), count(tensor), decoder.orElseThrow());
    }

    /** Returns whether two tensors are 4-bit floats and their exponents. */
    public static boolean areFourBitPairs(OriginalTensor blocks, OriginalTensor scales) {
        int last = scales.shape().size();
        return blocks.type().equals(BYTES)
                && scales.type().equals(BYTES)
                && blocks.shape().size() == last + 1
                && blocks.shape().get(last) == 16
                && blocks.shape().subList(0, last).equals(scales.shape());
    }

    /**
     * Opens 4-bit floats.
     *
     * @throws IOException if a file cannot be opened
     */
    public static WeightValues openFourBitPairs(OpenFiles files, OriginalTensor blocks, OriginalTensor scales)
            throws IOException {
        return new FourBitPairs(files, blocks, scales);
    }

    static long count(OriginalTensor tensor) {
        return tensor.shape().stream().reduce(1L, Math::multiplyExact);
    }
}
