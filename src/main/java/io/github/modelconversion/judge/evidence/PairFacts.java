package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.measure.sample.ShapeTrials;
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
 * @param rows what the rows are like
 */
public record PairFacts(
        OutputFacts ofReference,
        OutputFacts ofTest,
        boolean sameFile,
        Optional<Padding> padding,
        Optional<Tails> tails,
        Optional<ShapeTrials> trials,
        RowFacts rows) {

    /** Creates what is known of outputs of whose rows nothing is known. */
    public PairFacts(
            OutputFacts ofReference,
            OutputFacts ofTest,
            boolean sameFile,
            Optional<Padding> padding,
            Optional<Tails> tails,
            Optional<ShapeTrials> trials) {
        this(ofReference, ofTest, sameFile, padding, tails, trials, RowFacts.NONE);
    }
}
