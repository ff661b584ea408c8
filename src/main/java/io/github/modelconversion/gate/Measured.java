package io.github.modelconversion.gate;

import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Subject;
import java.util.List;

/** The measured figures of a comparison, not yet judged, or the reason why nothing was measured. */
public sealed interface Measured permits MeasuredValues, MeasuredRun, NotMeasured {

    /** Returns what was compared. */
    Subject subject();

    /** Returns the findings made before judging. */
    List<Finding> findings();

    /** Judges what was measured. */
    Comparison judge(Judge judge);
}
