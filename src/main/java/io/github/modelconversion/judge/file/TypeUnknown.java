package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Map;

/** Limits depend on the conversion's type, which is unknown. */
public final class TypeUnknown implements Diagnosis.ByCondition {

    @Override
    public boolean isFound(Evidence evidence) {
        return evidence.standards().limitsNeedType()
                && evidence.conversion().type().isEmpty();
    }

    @Override
    public Finding finding(Evidence evidence) {
        return new Finding(
                Code.TYPE_UNKNOWN,
                Severity.WARNING,
                "expected the type of " + evidence.conversion().name()
                        + " from its GGUF or from the end of its name, such as -Q4_K_M; found neither, so no limit"
                        + " for a type judges it. Set convertedModel to the GGUF, or name the model by its type",
                Map.of());
    }
}
