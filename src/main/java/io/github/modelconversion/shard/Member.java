package io.github.modelconversion.shard;

import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.gate.MeasuredRun;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Output;
import java.util.Optional;

/**
 * A shard to combine with others.
 *
 * @param state the name of its state file
 * @param run its figures
 */
record Member(String state, MeasuredRun run) {

    /**
     * Returns a measured shard.
     *
     * @throws UnusableInputException if it was not measured
     */
    static Member of(String state, Measured shard) throws UnusableInputException {
        Optional<Finding> reason = shard.findings().stream()
                .filter(finding ->
                        finding.severity() == Severity.FAIL || finding.code().isUnusable())
                .findFirst();
        Subject subject = shard.subject();
        boolean whole = subject.reference().content().isPresent()
                && subject.test().content().isPresent();
        if (reason.isEmpty() && whole && shard instanceof MeasuredRun run) {
            return new Member(state, run);
        }
        throw new UnusableInputException(
                state,
                "expected what was measured of " + subject.test().model() + ", found that nothing could be measured: "
                        + reason.map(finding -> finding.code() + ": " + finding.message())
                                .orElse("no reason was kept"),
                "Fix that and run its nmse-check again");
    }

    Optional<ConversionType> type() {
        return run.subject().type();
    }

    Output reference() {
        return run.subject().reference();
    }

    Output test() {
        return run.subject().test();
    }

    /** Checks that it has the same original and a text that was cut in the same way. */
    void checkRun(Member first) throws UnusableInputException {
        String original = reference().model();
        String firsts = first.reference().model();
        if (!original.equals(firsts)) {
            throw new UnusableInputException(
                    state,
                    "expected shards of one original, found " + original + " here and " + firsts + " in " + first.state,
                    "Leave out the shards of other runs; if the names come from the files, set modelPath and"
                            + " convertedModel");
        }
        if (run.context() != first.run.context() || run.vocabulary() != first.run.vocabulary()) {
            throw new UnusableInputException(
                    state,
                    "expected one context and vocabulary, found " + shape() + " here and " + first.shape() + " in "
                            + first.state,
                    "Run llama-perplexity with the same context for all shards");
        }
    }

    private String shape() {
        return run.context() + " tokens over " + run.vocabulary();
    }
}
