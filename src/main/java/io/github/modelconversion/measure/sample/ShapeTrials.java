package io.github.modelconversion.measure.sample;

import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.result.output.Shape;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the part or the order of one side that matches the other. Each is compared on a sample of at most {@value
 * Grid#MOST_VALUES} values per side.
 */
public final class ShapeTrials {

    /** Largest NMSE of a match. */
    private static final double AGREES = 0.1;

    /** Smallest ratio of any other candidate's NMSE to that of the match. */
    private static final double CLEARLY = 10;

    /** NMSE below which float32 rounding decides. */
    private static final double ROUNDING = 1e-12;

    private @Nullable Supplier<Trial> best;
    private double bestNmse = Double.POSITIVE_INFINITY;
    private double nextNmse = Double.POSITIVE_INFINITY;
    private int count;

    private ShapeTrials() {}

    /** Returns no trials. */
    public static ShapeTrials none() {
        return new ShapeTrials();
    }

    /**
     * Tries every part and order of a side that could fit the other.
     *
     * @param reference the reference's values
     * @param ofReference their shape
     * @param test the test's values
     * @param ofTest their shape
     */
    public static ShapeTrials of(LogitsFile reference, Shape ofReference, LogitsFile test, Shape ofTest)
            throws IOException {
        ShapeTrials trials = new ShapeTrials();
        TrialSide one = new TrialSide("reference", reference, ofReference.dimensions());
        TrialSide other = new TrialSide("test", test, ofTest.dimensions());
        if (one.count() == other.count()) {
            new Orders(one, other).tryAll(trials);
        } else {
            boolean isReference = one.count() > other.count();
            for (Alignment alignment : Alignment.of(isReference ? one : other, isReference ? other : one)) {
                new Windows(alignment).tryAll(trials);
            }
        }
        return trials;
    }

    /** Adds a trial; NaN does not count as a result. */
    void add(double nmse, Supplier<Trial> trial) {
        if (Double.isNaN(nmse)) {
            return;
        }
        count++;
        if (nmse < bestNmse) {
            nextNmse = bestNmse;
            bestNmse = nmse;
            best = trial;
        } else {
            nextNmse = Math.min(nextNmse, nmse);
        }
    }

    /** Returns whether one candidate matches and no other comes close. */
    public boolean agrees() {
        return bestNmse <= AGREES
                && nextNmse < Double.POSITIVE_INFINITY
                && CLEARLY * Math.max(ROUNDING, bestNmse) <= nextNmse;
    }

    /** Returns the NMSE of the best match. */
    public double nmse() {
        return bestNmse;
    }

    /** Returns the lowest NMSE of all other candidates. */
    public double nextNmse() {
        return nextNmse;
    }

    /** Returns what matches and what to do about it, or that nothing matches; empty if nothing could be tried. */
    public String sentences() {
        if (best == null) {
            return "";
        }
        Trial trial = best.get();
        return agrees()
                ? String.format(
                        Locale.ROOT,
                        "The %s agrees with %s (NMSE %.3e, everything else that was tried has at least %.3e): %s",
                        trial.other(),
                        trial.what(),
                        bestNmse,
                        nextNmse,
                        trial.advice())
                : String.format(
                        Locale.ROOT,
                        "No part and no other order of one side clearly agrees with the other (tried %d; the closest is %s,"
                                + " NMSE %.3e). Check that both come from the same prompt and hold the same tensor",
                        count,
                        trial.what(),
                        bestNmse);
    }
}
