package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Map;
import java.util.Optional;

/**
 * The present model did not write an output. The message names no time, because a report has no clock.
 */
public final class StaleOutput implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        String reference = stale(evidence.reference());
        String test = stale(evidence.test());
        String stale = reference + (reference.isEmpty() || test.isEmpty() ? "" : ", and ") + test;
        return stale.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Code.STALE_OUTPUT,
                        evidence.standards().rules().failOnStale() ? Severity.FAIL : Severity.WARNING,
                        "expected outputs of the present models, found " + stale
                                + ": left over from an earlier run. Run the engine again, and see whether it wrote"
                                + " (llama-debug exits with 0 when it did not)",
                        Map.of()));
    }

    private static String stale(OutputFacts output) {
        return output.staleness().isPresent()
                ? output.file() + " " + output.staleness().get()
                : "";
    }
}
