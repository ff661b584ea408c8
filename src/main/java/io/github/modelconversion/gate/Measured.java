package io.github.modelconversion.gate;

import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Subject;
import java.util.List;

/** What was measured of a comparison, or why nothing was; not judged yet. */
public sealed interface Measured permits MeasuredValues, MeasuredRun, NotMeasured {

    /** Returns what was compared. */
    Subject subject();

    /** Returns what is known to be wrong before anything is judged. */
    List<Finding> findings();

    /** Judges what was measured. */
    Comparison judge(Judge judge);
}
