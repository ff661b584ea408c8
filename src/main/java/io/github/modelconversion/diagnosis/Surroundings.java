package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.shape.ShapeTrials;
import java.util.Optional;

/**
 * What is known of two outputs beside their figures.
 *
 * @param ofReference what is known of the reference
 * @param ofTest what is known of the test
 * @param sameFile whether both are one file on disk
 * @param padding the rows' widths, where they differ and only what both have was measured
 * @param tails what the two sides end in; empty when nothing was measured
 * @param trials which part or order of one side agrees with the other; empty when their shapes fit
 * @param probabilities whether the rows of both sides are probabilities
 * @param order whether rows of the test agree with other rows of the reference than their own
 */
public record Surroundings(
        Circumstances ofReference,
        Circumstances ofTest,
        boolean sameFile,
        Optional<Padding> padding,
        Optional<Tails> tails,
        Optional<ShapeTrials> trials,
        boolean probabilities,
        RowOrder order) {

    /** Creates what is known of outputs whose rows were not compared with one another. */
    public Surroundings(
            Circumstances ofReference,
            Circumstances ofTest,
            boolean sameFile,
            Optional<Padding> padding,
            Optional<Tails> tails,
            Optional<ShapeTrials> trials) {
        this(ofReference, ofTest, sameFile, padding, tails, trials, false, RowOrder.UNKNOWN);
    }
}
