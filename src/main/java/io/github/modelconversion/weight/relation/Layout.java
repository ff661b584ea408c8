package io.github.modelconversion.weight.relation;

/**
 * What is known of the rows of a tensor.
 *
 * @param step what the converter does to the original's values
 * @param heads number of attention heads that its rows belong to; 0 if they belong to none
 * @param experts number of matrices in a three-dimensional tensor; 0 for other tensors
 */
public record Layout(Step step, int heads, int experts) {

    /** A step of the converter that can be left out, repeated or applied by mistake. */
    public enum Step {
        /** The values and their order stay the same, or another step is applied. */
        NONE,
        /** Row (head, i, j) is the original's (head, j, i), with j in 0 and 1; in a vector, the values are the rows. */
        ROPE,
        /** Adds 1 to every value. */
        PLUS_ONE,
        /** Swaps rows and columns, of each matrix in a three-dimensional tensor. */
        TRANSPOSED
    }

    /** A tensor of which nothing is known. */
    public static final Layout PLAIN = new Layout(Step.NONE, 0, 0);
}
