package io.github.modelconversion.result.row;

/**
 * The figures of one row.
 *
 * @param position the row's number from 0
 * @param klDivergence KL(softmax(reference) ‖ softmax(test)) in nats; NaN for embeddings
 * @param cosineSimilarity the cosine of the angle between the two rows; NaN if one of them is zero
 * @param nmse the row's mean squared error ÷ the variance of its reference; NaN if that is 0
 * @param referenceChoice the index of the reference's top-1 token; 0 for embeddings
 * @param testChoice the index of the test's top-1 token; 0 for embeddings
 */
public record RowFigure(
        long position,
        double klDivergence,
        double cosineSimilarity,
        double nmse,
        long referenceChoice,
        long testChoice) {}
