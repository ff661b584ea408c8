package io.github.modelconversion.shard;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.gate.Shard;
import io.github.modelconversion.logits.UnusableInputException;
import java.util.Optional;

/**
 * A shard that is to be merged with others.
 *
 * @param state the name of the file that it was read from
 * @param shard the shard
 */
record Member(String state, Shard shard) {

    Shard.Measured measured() {
        return shard.measured().orElseThrow();
    }

    /** Returns why the shard has no figures to be merged; empty where it has. */
    Optional<UnusableInputException> whyNotMeasured() {
        Optional<Finding> reason = shard.findings().stream()
                .filter(finding ->
                        finding.severity() == Severity.FAIL || finding.code().isUnusable())
                .findFirst();
        boolean whole = shard.measured().isPresent()
                && shard.reference().content().isPresent()
                && shard.test().content().isPresent();
        if (reason.isEmpty() && whole) {
            return Optional.empty();
        }
        return Optional.of(new UnusableInputException(
                state,
                "expected what was measured of " + shard.test().model() + ", found that nothing could be measured: "
                        + reason.map(finding -> finding.code() + ": " + finding.message())
                                .orElse("no reason was kept"),
                "Mend that and run its nmse-check again"));
    }

    /** Checks that it is of the same original and of a text that was cut in the same way. */
    void checkRun(Member first) throws UnusableInputException {
        String original = shard.reference().model();
        String firsts = first.shard.reference().model();
        if (!original.equals(firsts)) {
            throw new UnusableInputException(
                    state,
                    "expected shards of one original, found " + original + " here and " + firsts + " in " + first.state,
                    "Leave out what is of another run; where the names come from the files, set modelPath and"
                            + " convertedModel");
        }
        if (measured().context() != first.measured().context()
                || measured().vocabulary() != first.measured().vocabulary()) {
            throw new UnusableInputException(
                    state,
                    "expected one context and vocabulary, found " + shape() + " here and " + first.shape() + " in "
                            + first.state,
                    "Run llama-perplexity with the same context for all shards");
        }
    }

    private String shape() {
        return measured().context() + " tokens over " + measured().vocabulary();
    }
}
