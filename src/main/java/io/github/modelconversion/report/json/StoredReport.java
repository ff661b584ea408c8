package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;
import java.util.Optional;

/**
 * A report as it is stored.
 *
 * @param context what it states in addition
 * @param summary the numbers of its results; empty if it was read from a report that has none
 * @param report the report; one that was read renders as before in every format
 */
public record StoredReport(ReportContext context, Optional<Summary> summary, GateReport report) {

    StoredReport(ReportContext context, GateReport report) {
        this(context, Optional.of(Summary.of(report)), report);
    }
}
