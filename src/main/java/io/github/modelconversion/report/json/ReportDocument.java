package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.store.Document;
import io.github.modelconversion.store.InvalidFieldException;
import java.util.List;

/** A report as stored in JSON. */
record ReportDocument(
        int schemaVersion,
        Tool tool,
        String check,
        boolean onlyWarns,
        Verdict verdict,
        List<Comparison> comparisons,
        List<CheckedModel> models,
        List<Skipped> skipped,
        List<Finding> findings)
        implements Document<StoredReport> {

    static final int SCHEMA_VERSION = 1;

    /** The tool that wrote the report. */
    record Tool(String name, String version) {

        static final String NAME = "model-conversion-maven-plugin";

        /** Checks the name. */
        Tool {
            if (!name.equals(NAME)) {
                throw new InvalidFieldException("name", NAME + ", found '" + name + "'");
            }
        }
    }

    static ReportDocument of(StoredReport stored) {
        GateReport report = stored.report();
        ReportContext context = stored.context();
        return new ReportDocument(
                SCHEMA_VERSION,
                new Tool(Tool.NAME, context.toolVersion()),
                context.name(),
                context.onlyWarn(),
                report.verdict(),
                report.comparisons(),
                report.models(),
                report.skipped(),
                report.findings());
    }

    @Override
    public StoredReport content() {
        GateReport report = new GateReport(comparisons, models, skipped, findings);
        requireVerdict(report.verdict(), verdict);
        return new StoredReport(report, new ReportContext(tool.version(), check, onlyWarns));
    }

    static void requireVerdict(Verdict given, Verdict written) {
        if (given != written) {
            throw new InvalidFieldException(
                    "verdict", "the verdict that limits and findings give, " + given + ", found " + written);
        }
    }
}
