package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.output.OutputKind;

/** Every value is equal on both sides. Two engines never agree to the bit, so one file is likely a copy. */
public final class IdenticalFiles implements Diagnosis.ByMeasurement {

    @Override
    public boolean isFound(Measurement measurement, Evidence evidence) {
        return measurement.identical() && !measurement.nothingCompared() && !evidence.sameFile();
    }

    @Override
    public Finding finding(Measurement measurement, Evidence evidence) {
        return evidence.kind() == OutputKind.ACTIVATIONS
                ? ofActivations(measurement.entries().compared())
                : finding(
                        evidence.reference().file(),
                        evidence.test().file(),
                        measurement.entries().compared());
    }

    /**
     * Returns the finding for activations. Values that are only looked up, such as token embeddings, are equal in both
     * engines.
     */
    private static Finding ofActivations(long values) {
        return new Finding(
                Code.IDENTICAL_FILES,
                Severity.INFO,
                "all " + values + " values are equal on both sides, as values are that are only looked up",
                Numbers.of("values", values).map());
    }

    /**
     * Returns the finding for two equal files.
     *
     * @param values number of values in each
     */
    public static Finding finding(String reference, String test, long values) {
        return new Finding(
                Code.IDENTICAL_FILES,
                Severity.WARNING,
                "all " + values + " values are equal on both sides, but two engines never agree to the bit. Check that "
                        + test + " is not a copy of " + reference,
                Numbers.of("values", values).map());
    }
}
