package io.github.modelconversion.result.row;

import java.util.Map;
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
     * @param referenceTop1Token the text of the reference's; empty if unknown
     * @param testTop1Token the text of the test's; empty if unknown
     */
    public record TopTokens(
            double klDivergence,
            long referenceTop1,
            long testTop1,
            Optional<String> referenceTop1Token,
            Optional<String> testTop1Token) {

        /** Creates the figures of tokens whose texts are unknown. */
        public TopTokens(double klDivergence, long referenceTop1, long testTop1) {
            this(klDivergence, referenceTop1, testTop1, Optional.empty(), Optional.empty());
        }

        private TopTokens named(Map<Long, String> tokens) {
            return new TopTokens(
                    klDivergence,
                    referenceTop1,
                    testTop1,
                    Optional.ofNullable(tokens.get(referenceTop1)),
                    Optional.ofNullable(tokens.get(testTop1)));
        }
    }

    /** Returns this row with the texts of the tokens that are known. */
    RowFigure named(Map<Long, String> texts) {
        return new RowFigure(position, tokens.map(top -> top.named(texts)), cosineSimilarity, nmse);
    }

    /** Returns the KL divergence; NaN for embeddings. */
    public double klDivergence() {
        return tokens.isPresent() ? tokens.get().klDivergence() : Double.NaN;
    }
}
