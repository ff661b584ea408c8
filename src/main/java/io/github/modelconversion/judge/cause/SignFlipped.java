package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import java.util.Optional;

/** The test is the negative of the reference. */
public final class SignFlipped implements Cause {

    @Override
    public boolean isSeenInSomeEntries() {
        return true;
    }

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        double remains = sample.nmse(i -> -sample.reference(i), sample::test);
        return Optional.of(new Claim(
                Code.SIGN_FLIPPED,
                0,
                sample.nmse(),
                remains,
                () -> new Claim.Statement(
                        "the test is the reference with every sign flipped",
                        "Look at the last step before the output for a minus sign, or a loss written instead of a logit",
                        new Numbers())));
    }
}
