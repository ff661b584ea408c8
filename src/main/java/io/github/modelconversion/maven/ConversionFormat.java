package io.github.modelconversion.maven;

import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.report.ConversionJson;
import io.github.modelconversion.report.ReportContext;
import java.util.List;

/** The formats of the reports of conversion-check. */
enum ConversionFormat {
    JSON("conversion-check.json");

    private final String fileName;

    ConversionFormat(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }

    String render(List<JudgedModel> models, ReportContext context) {
        return ConversionJson.render(models, context);
    }
}
