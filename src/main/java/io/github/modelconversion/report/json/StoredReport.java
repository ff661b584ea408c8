package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;

/**
 * A report as it is stored.
 *
 * @param context what it states in addition
 * @param report the report; one that was read renders as before in every format
 */
public record StoredReport(ReportContext context, GateReport report) {}
