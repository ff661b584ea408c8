package io.github.modelconversion.weight.source;

import io.github.modelconversion.original.OriginalTensor;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens tensors of the original. Eight-bit floats are multiplied by their scales, which another tensor holds.
 *
 * @param files the files
 * @param tensors all tensors by name
 * @param scaleBlock rows and columns of the blocks that share a scale; empty if each tensor or row has one
 */
public record OriginalValues(OpenFiles files, Map<String, OriginalTensor> tensors, List<Integer> scaleBlock) {

    private static final String BYTES = "U8";
    private static final String EIGHT_BITS = "F8_";
    private static final List<String> SCALES = List.of("_scale_inv", "_scale");

    /** Number of bytes of a block of 4-bit floats. */
    private static final long PAIRS = 16;

    /** Returns the size of a tensor in bytes; 0 if its type is unknown. */
    public static long bytes(OriginalTensor tensor) {
        return WeightTypes.ofSafetensors(tensor.type())
                .map(decoder -> count(tensor.shape()) * decoder.blockBytes())
                .orElse(0L);
    }

    private static long count(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /**
     * Opens a tensor.
     *
     * @return its values; empty if its type is unknown or its scales do not fit
     * @throws IOException if its file cannot be opened
     */
    public Optional<WeightValues> open(OriginalTensor tensor) throws IOException {
        Optional<WeightDecoder> decoder = WeightTypes.ofSafetensors(tensor.type());
        if (decoder.isEmpty()) {
            return Optional.empty();
        }
        WeightValues values =
                new StoredBlocks(files, tensor.file(), tensor.position(), count(tensor.shape()), decoder.get());
        return tensor.type().startsWith(EIGHT_BITS) ? scaled(tensor, values) : Optional.of(values);
    }

    private Optional<WeightValues> scaled(OriginalTensor tensor, WeightValues values) throws IOException {
        Optional<OriginalTensor> scales = SCALES.stream()
                .map(ending -> Optional.ofNullable(tensors.get(tensor.name() + ending)))
                .flatMap(Optional::stream)
                .filter(scale -> !scale.type().startsWith(EIGHT_BITS))
                .findFirst();
        if (scales.isEmpty() || tensor.shape().size() != 2 || tensor.shape().contains(0L)) {
            return Optional.empty();
        }
        Optional<WeightValues> factors = open(scales.get());
        return factors.isEmpty()
                ? Optional.empty()
                : ScaledValues.of(
                        values, tensor.shape(), factors.get(), scales.get().shape(), scaleBlock);
    }

    /**
     * Opens tensors of equal shape, one after the other.
     *
     * @return their values; empty if their types are unknown
     * @throws IOException if a file cannot be opened
     */
    public Optional<WeightValues> openStacked(List<OriginalTensor> stack) throws IOException {
        for (OriginalTensor tensor : stack) {
            if (open(tensor).isEmpty()) {
                return Optional.empty();
            }
        }
        return stack.size() == 1
                ? open(stack.get(0))
                : Optional.of(new Stacked(
                        stack.size(),
                        count(stack.get(0).shape()),
                        i -> open(stack.get(i)).orElseThrow()));
    }

    /**
     * Opens 4-bit floats.
     *
     * @param blocks the packed floats
     * @param scales their exponents
     * @return the values; empty if the tensors are others
     * @throws IOException if a file cannot be opened
     */
    public Optional<WeightValues> openFourBitPairs(OriginalTensor blocks, OriginalTensor scales) throws IOException {
        int last = scales.shape().size();
        boolean fit = blocks.type().equals(BYTES)
                && scales.type().equals(BYTES)
                && blocks.shape().size() == last + 1
                && blocks.shape().get(last) == PAIRS
                && blocks.shape().subList(0, last).equals(scales.shape());
        return fit ? Optional.of(new FourBitPairs(files, blocks, scales)) : Optional.empty();
    }
}
