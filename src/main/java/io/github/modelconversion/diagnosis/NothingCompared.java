package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.metric.Measurement;
import java.util.Map;
import java.util.Optional;

/** So much is masked that nothing remains to be judged. */
final class NothingCompared implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.measurement().filter(Measurement::nothingCompared).map(measurement -> {
            Map<String, Number> numbers = Numbers.of("compared", measurement.compared())
                    .and("masked", measurement.masked())
                    .map();
            return new Finding(
                    Code.NOTHING_COMPARED,
                    Severity.FAIL,
                    "expected at least 2 entries to compare, found " + measurement.compared() + " beside "
                            + measurement.masked() + " that are -inf on both sides. Write the logits before a mask is"
                            + " applied to them",
                    numbers);
        });
    }
}
