package io.github.modelconversion.result.row;

/**
 * What was measured of one row.
 *
 * @param position the row's number from 0
 * @param klDivergence KL(softmax(reference) ‖ softmax(test)) in nats; NaN for embeddings
 * @param cosineSimilarity the cosine of the angle between the two rows; NaN where one of them is zero
 * @param nmse the row's mean squared error ÷ the variance of the row's reference; NaN where that is 0
 * @param referenceChoice the index in the row of the reference's largest value; 0 for embeddings
 * @param testChoice the index in the row of the test's largest value; 0 for embeddings
 */
public record RowFigure(
        long position,
        double klDivergence,
        double cosineSimilarity,
        double nmse,
        long referenceChoice,
        long testChoice) {}
