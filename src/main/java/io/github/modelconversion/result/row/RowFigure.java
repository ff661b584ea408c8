package io.github.modelconversion.result.row;

import java.util.Optional;

/**
 * The figures of one row.
 *
 * @param position the row's number from 0
 * @param tokens the figures of its distributions; empty for embeddings
 * @param cosineSimilarity the cosine of the angle between the two rows; NaN if one of them is zero
 * @param nmse the row's mean squared error ÷ the variance of its reference; NaN if that is 0
 */
public record RowFigure(long position, Optional<TopTokens> tokens, double cosineSimilarity, double nmse) {

    /**
     * The distributions over the tokens.
     *
     * @param klDivergence KL(softmax(reference) ‖ softmax(test)) in nats
     * @param referenceTop1 the index of the reference's top-1 token
     * @param testTop1 the index of the test's top-1 token
     */
    public record TopTokens(double klDivergence, long referenceTop1, long testTop1) {}

    /** Returns the KL divergence; NaN for embeddings. */
    public double klDivergence() {
        return tokens.map(TopTokens::klDivergence).orElse(Double.NaN);
    }
}
