package io.github.modelconversion.judge.file;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.TensorType;
import java.util.Map;
import java.util.stream.Collectors;

/** A GGUF states a type that its tensors contradict. */
public final class TypeContradicted implements Diagnosis.ByCondition {

    @Override
    public boolean isFound(Evidence evidence) {
        return evidence.conversion().contradicted();
    }

    @Override
    public Finding finding(Evidence evidence) {
        Conversion conversion = evidence.conversion();
        return new Finding(
                Code.TYPE_CONTRADICTED,
                Severity.WARNING,
                conversion.file().orElseThrow() + ": general.file_type says "
                        + conversion.typeByFile().orElseThrow() + ", but the weights are "
                        + conversion.model().orElseThrow().weightTypes().stream()
                                .map(TensorType::name)
                                .collect(Collectors.joining(", "))
                        + ". The type is taken as unknown. Quantize the model again",
                Map.of());
    }
}
