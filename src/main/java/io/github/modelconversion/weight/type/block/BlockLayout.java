package io.github.modelconversion.weight.type.block;

/**
 * The layout of one type's blocks. A block consists of groups; a weight is its group's scale × its code − its group's
 * minimum, in float32. Codes are numbers such as −8 to 7, or entries of a codebook. Stateless.
 */
public interface BlockLayout {

    /** Returns the number of weights in a group. */
    int groupWeights();

    /**
     * Decodes the scales.
     *
     * @param source the bytes
     * @param offset index of the block's first byte
     * @param scales receives the scale of each group
     * @param minimums receives the minimum of each group; a type without minimums leaves them at 0
     */
    void scales(byte[] source, int offset, float[] scales, float[] minimums);

    /**
     * Decodes the codes.
     *
     * @param source the bytes
     * @param offset index of the block's first byte
     * @param codes receives the code of each weight
     */
    void codes(byte[] source, int offset, float[] codes);

    /** Returns the values that a code can have. */
    default Levels levels() {
        return Levels.EVEN;
    }
}
