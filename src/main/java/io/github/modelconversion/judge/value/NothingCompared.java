package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;

/** Masks leave fewer than two entries, so nothing can be judged. */
public final class NothingCompared implements Diagnosis.ByMeasurement {

    @Override
    public boolean isFound(Measurement measurement, Evidence evidence) {
        return measurement.nothingCompared();
    }

    @Override
    public Finding finding(Measurement measurement, Evidence evidence) {
        return new Finding(
                Code.NOTHING_COMPARED,
                Severity.FAIL,
                "expected at least 2 entries to compare, found "
                        + measurement.entries().compared() + " in addition to "
                        + measurement.entries().masked()
                        + " that are -inf on both sides. Write the logits before a mask is"
                        + " applied to them",
                Numbers.of("compared", measurement.entries().compared())
                        .and("masked", measurement.entries().masked())
                        .map());
    }
}
