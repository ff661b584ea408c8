package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import java.util.List;

/** What a combined report reads of conversion-check.json. */
record ConversionDocument(
        ReportDocument.Tool tool, String check, boolean onlyWarns, Verdict verdict, List<CheckedModel> models) {

    /** Checks the verdict. */
    ConversionDocument {
        ReportDocument.requireVerdict(report(models).verdict(), verdict);
    }

    StoredReport content() {
        return new StoredReport(report(models), new ReportContext(tool.version(), check, onlyWarns));
    }

    private static GateReport report(List<CheckedModel> models) {
        return new GateReport(List.of(), models, List.of(), List.of());
    }
}
