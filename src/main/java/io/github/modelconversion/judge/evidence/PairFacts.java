package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.measure.sample.ShapeTrials;
import java.util.Optional;

/**
 * Facts about two outputs in addition to their figures.
 *
 * @param ofReference facts about the reference
 * @param ofTest facts about the test
 * @param sameFile whether both are one file on disk
 * @param padding the row widths, if they differ and only the entries of both were measured
 * @param tails the runs that the two sides end in; empty if nothing was measured
 * @param trials which part or order of one side agrees with the other; empty if their shapes match
 * @param rows facts about the rows
 */
public record PairFacts(
        OutputFacts ofReference,
        OutputFacts ofTest,
        boolean sameFile,
        Optional<Padding> padding,
        Optional<Tails> tails,
        Optional<ShapeTrials> trials,
        RowFacts rows) {

    /** Creates the facts about outputs whose rows are unknown. */
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
