package io.github.modelconversion.report;

import io.github.modelconversion.gate.GateReport;

/**
 * A report that was written as JSON and read again.
 *
 * @param report the report: every format renders it as it did before
 * @param context what it said beside
 */
public record StoredReport(GateReport report, ReportContext context) {}
