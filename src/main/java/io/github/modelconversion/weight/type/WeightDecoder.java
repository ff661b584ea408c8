package io.github.modelconversion.weight.type;

/** Decodes the blocks of one type. Thread-safe. */
public interface WeightDecoder {

    /** Returns the number of weights in a block. */
    int blockWeights();

    /** Returns the size of a block in bytes. */
    int blockBytes();

    /**
     * Decodes whole blocks.
     *
     * @param source the blocks' bytes
     * @param offset index of the first block's first byte
     * @param blocks number of blocks
     * @param values receives the weights
     * @param at index of the first weight in {@code values}
     * @throws IndexOutOfBoundsException if the blocks are not all within the arrays
     */
    void decode(byte[] source, int offset, int blocks, float[] values, int at);

    /**
     * Computes, for each weight, the distance to the neighbouring values that its block can represent: the larger of the two
     * if they differ. Half of it is the usual bound of a rounding error.
     *
     * @param source the blocks' bytes
     * @param offset index of the first block's first byte
     * @param blocks number of blocks
     * @param steps receives the distances; 0 where the block can represent one value only, and for types that are compared
     *     exactly
     * @param at index of the first weight in {@code steps}
     * @throws IndexOutOfBoundsException if the blocks are not all within the arrays
     */
    void steps(byte[] source, int offset, int blocks, float[] steps, int at);
}
