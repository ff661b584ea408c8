package io.github.modelconversion.judge.file;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.TensorType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A GGUF states a type that its tensors contradict. */
public final class TypeContradicted implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.conversion() instanceof Conversion.OfFile model && model.isContradicted()
                ? Optional.of(new Finding(
                        Code.TYPE_CONTRADICTED,
                        Severity.WARNING,
                        model.file() + ": general.file_type says "
                                + model.model().statedType().orElseThrow() + ", but the weights are "
                                + model.model().weightTypes().stream()
                                        .map(TensorType::name)
                                        .collect(Collectors.joining(", "))
                                + ". The type is taken as unknown. Quantize the model again",
                        Map.of()))
                : Optional.empty();
    }
}
