package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;
import java.util.Optional;

/** All values of the reference are the same: without variance, nothing can be judged against it. */
public final class ConstantReference implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Measurement measurement = evidence.measurement().orElse(null);
        if (measurement == null
                || !measurement.constantReference()
                || measurement.nothingCompared()
                || evidence.reference().shape().isTooFew()) {
            return Optional.empty();
        }
        double value = measurement.largestError().orElseThrow().reference();
        return Optional.of(new Finding(
                Code.CONSTANT_REFERENCE,
                Severity.FAIL,
                "expected a reference that varies, found the one value " + Numbers.text(value) + " in all entries of "
                        + evidence.reference().file()
                        + ": nothing can be judged against it. Run the original model again",
                Numbers.of("value", value).map()));
    }
}
