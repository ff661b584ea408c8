package io.github.modelconversion.judge.row;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.row.RowErrors;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All values of one position of the reference are the same, though other positions and the test vary: it was never written.
 */
public final class ConstantRow implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        RowErrors errors = evidence.rowErrors();
        int[] constant = IntStream.range(0, errors.count())
                .filter(position -> Double.isNaN(errors.nmse(position)) && !errors.isLeftOut(position))
                .toArray();
        // A row with a single remaining entry does not vary either.
        if (constant.length <= evidence.rows().single()
                || constant.length == errors.count()
                || isOneValueLong(evidence)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.CONSTANT_REFERENCE,
                Severity.FAIL,
                "expected a reference that varies in every position, found one value in all entries of "
                        + constant.length + " of " + errors.count() + " positions of "
                        + evidence.reference().file() + ", the first is position " + constant[0]
                        + ": nothing can be judged against it there. Run the original model again",
                Numbers.of("positions", constant.length)
                        .and("firstPosition", constant[0])
                        .map()));
    }

    private static boolean isOneValueLong(Evidence evidence) {
        return Math.min(
                        evidence.reference().shape().width(),
                        evidence.test().shape().width())
                == 1;
    }
}
