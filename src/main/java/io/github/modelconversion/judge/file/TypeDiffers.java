package io.github.modelconversion.judge.file;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Map;
import java.util.Optional;

/** A model's name ends in a type other than that of its GGUF. */
public final class TypeDiffers implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.conversion() instanceof Conversion.OfFile model && model.isMisnamed()
                ? Optional.of(new Finding(
                        Code.TYPE_DIFFERS,
                        Severity.WARNING,
                        "the name " + model.name() + " says "
                                + model.typeByName().orElseThrow() + ", " + model.file() + " says "
                                + model.model().statedType().orElseThrow()
                                + ". The file decides: rename it, or check that it is the model that was run",
                        Map.of()))
                : Optional.empty();
    }
}
