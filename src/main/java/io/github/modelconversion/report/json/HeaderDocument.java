package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.store.Document;
import io.github.modelconversion.store.InvalidFieldException;
import java.util.Optional;

/** The start of every report in JSON. */
record HeaderDocument(
        Tool tool, String check, Optional<ReportContext.Project> project, Optional<String> execution, boolean onlyWarns)
        implements Document<ReportContext> {

    /** The version of the reports' format. */
    static final int SCHEMA_VERSION = 1;

    private static final String NAME = "model-conversion-maven-plugin";

    /** The tool that wrote the report. */
    record Tool(String name, String version) {

        /** Checks the name. */
        Tool {
            if (!name.equals(NAME)) {
                throw new InvalidFieldException("name", NAME + ", found '" + name + "'");
            }
        }
    }

    static HeaderDocument of(ReportContext context) {
        return new HeaderDocument(
                new Tool(NAME, context.toolVersion()),
                context.name(),
                context.project(),
                context.execution(),
                context.onlyWarn());
    }

    @Override
    public ReportContext content() {
        return new ReportContext(tool.version(), check, project, execution, onlyWarns);
    }
}
