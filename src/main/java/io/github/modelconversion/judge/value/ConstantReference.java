package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;

/** All values of the reference are the same: without variance, nothing can be judged against it. */
public final class ConstantReference implements Diagnosis.ByMeasurement {

    @Override
    public boolean isFound(Measurement measurement, Evidence evidence) {
        return measurement.constantReference()
                && !measurement.nothingCompared()
                && !evidence.reference().shape().isTooFew();
    }

    @Override
    public Finding finding(Measurement measurement, Evidence evidence) {
        double value = measurement.largestError().orElseThrow().reference();
        return new Finding(
                Code.CONSTANT_REFERENCE,
                Severity.FAIL,
                "expected a reference that varies, found the one value " + Numbers.text(value) + " in all entries of "
                        + evidence.reference().file()
                        + ": nothing can be judged against it. Run the original model again",
                Numbers.of("value", value).map());
    }
}
