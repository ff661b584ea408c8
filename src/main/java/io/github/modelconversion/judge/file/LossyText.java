package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A side was read from text, which keeps about six digits of each value. */
public final class LossyText implements Diagnosis.ByCondition {

    @Override
    public boolean isFound(Evidence evidence) {
        return evidence.reference().format().isText()
                || evidence.test().format().isText();
    }

    @Override
    public Finding finding(Evidence evidence) {
        List<String> texts = new ArrayList<>();
        for (OutputFacts output : List.of(evidence.reference(), evidence.test())) {
            if (output.format().isText()) {
                texts.add(output.file());
            }
        }
        return new Finding(
                Code.LOSSY_TEXT,
                Severity.WARNING,
                "read from text, in which the tools keep only about 6 digits: " + String.join(" and ", texts)
                        + ". Give the .bin file for exact figures",
                Map.of());
    }
}
