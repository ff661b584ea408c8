package io.github.modelconversion.judge.row;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.row.RowErrors;
import java.util.Optional;

/**
 * All values of one position of the reference are the same, though other positions and the test vary: it was never written.
 */
public final class ConstantRow implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        RowErrors errors = evidence.rowErrors();
        int count = 0;
        int first = 0;
        for (int position = errors.count() - 1; position >= 0; position--) {
            if (Double.isNaN(errors.nmse(position)) && !errors.isLeftOut(position)) {
                count++;
                first = position;
            }
        }
        // A row with a single remaining entry does not vary either.
        if (count <= evidence.rows().single() || count == errors.count() || isOneValueLong(evidence)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.CONSTANT_REFERENCE,
                Severity.FAIL,
                "expected a reference that varies in every position, found one value in all entries of "
                        + count + " of " + errors.count() + " positions of "
                        + evidence.reference().file() + ", the first is position " + first
                        + ": nothing can be judged against it there. Run the original model again",
                Numbers.of("positions", count).and("firstPosition", first).map()));
    }

    private static boolean isOneValueLong(Evidence evidence) {
        return Math.min(
                        evidence.reference().shape().width(),
                        evidence.test().shape().width())
                == 1;
    }
}
