package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;

/**
 * A report read back from JSON.
 *
 * @param report the report, which every format renders as before
 * @param context what it stated in addition
 */
public record StoredReport(GateReport report, ReportContext context) {}
