package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.logits.OutputKind;
import java.util.Optional;

/**
 * Two tensors that are to be compared, or why they cannot be.
 *
 * @param pair the outputs that hold them, and what these are taken for
 * @param reference the reference's tensor; empty where the output could not be looked into, or has none
 * @param test the test's tensor; empty likewise
 * @param obstacle why they cannot be compared; empty where they can
 */
record PlannedPair(
        PairRequest pair, Optional<TensorEntry> reference, Optional<TensorEntry> test, Optional<Finding> obstacle) {

    /** Returns a pair of outputs that could not be looked into: opening them says why. */
    static PlannedPair unopened(PairRequest pair) {
        return new PlannedPair(pair, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the pair with a reason why it cannot be compared. */
    PlannedPair hindered(Finding reason) {
        return new PlannedPair(pair, reference, test, Optional.of(reason));
    }

    /** Returns what the report says of a side that was not opened. */
    Output output(Side side, GateRequest gate) {
        OutputRequest output = pair.output(side);
        Optional<TensorEntry> entry = side == Side.REFERENCE ? reference : test;
        return new Output(
                output.model(),
                gate.nameOf(entry.map(TensorEntry::file)
                        .orElseGet(() -> output.found().orElseThrow())),
                entry.flatMap(TensorEntry::optionalLabel),
                Optional.empty());
    }

    OutputKind kind() {
        return pair.kind();
    }

    /** Returns about how many bytes the values of both sides take; 0 where it is not known. */
    long bytes() {
        return reference.map(TensorEntry::bytes).orElse(pair.reference().bytes())
                + test.map(TensorEntry::bytes).orElse(pair.test().bytes());
    }
}
