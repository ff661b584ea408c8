package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;

/**
 * A report that was written as JSON and read again.
 *
 * @param report the report: every format renders it as it did before
 * @param context what it said beside
 */
public record StoredReport(GateReport report, ReportContext context) {}
