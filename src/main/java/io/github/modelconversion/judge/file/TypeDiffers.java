package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.Quantization;
import java.util.Map;
import java.util.Optional;

/** A model's name ends in a type other than that of its GGUF. */
public final class TypeDiffers implements Diagnosis.ByCondition {

    @Override
    public boolean isFound(Evidence evidence) {
        Optional<Quantization> byName = evidence.conversion().typeByName();
        Optional<Quantization> byFile = evidence.conversion().typeByFile();
        return byName.isPresent() && byFile.isPresent() && !byName.equals(byFile);
    }

    @Override
    public Finding finding(Evidence evidence) {
        return new Finding(
                Code.TYPE_DIFFERS,
                Severity.WARNING,
                "the name " + evidence.conversion().name() + " says "
                        + evidence.conversion().typeByName().orElseThrow() + ", "
                        + evidence.conversion().file().orElseThrow() + " says "
                        + evidence.conversion().typeByFile().orElseThrow()
                        + ". The file decides: rename it, or check that it is the model that was run",
                Map.of());
    }
}
