package io.github.modelconversion.report.json;

import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.store.Document;
import java.util.List;
import java.util.Optional;

/** A checked model as stored in JSON: what a combined report keeps of a model in conversion-check.json. */
record CheckedModelDocument(
        Optional<String> place,
        String original,
        String converted,
        Verdict verdict,
        List<Finding> findings,
        List<Finding> accepted)
        implements Document<CheckedModel> {

    static CheckedModelDocument of(CheckedModel model) {
        return new CheckedModelDocument(
                model.place(),
                model.original(),
                model.converted(),
                model.verdict(),
                model.findings(),
                model.accepted());
    }

    @Override
    public CheckedModel content() {
        CheckedModel model = new CheckedModel(place, original, converted, findings, accepted);
        ReportDocument.requireVerdict(model.verdict(), verdict);
        return model;
    }
}
