package io.github.modelconversion.report.json;

import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;

/**
 * The numbers of results in a report.
 *
 * @param passed number of comparisons and checked files with the verdict PASS
 * @param failed number of those with FAIL
 * @param notMeasured number of those with NOT_MEASURED
 * @param skipped number of comparisons left out on request
 */
public record Summary(long passed, long failed, long notMeasured, long skipped) {

    static Summary of(GateReport report) {
        return new Summary(
                report.count(Verdict.PASS),
                report.count(Verdict.FAIL),
                report.count(Verdict.NOT_MEASURED),
                report.skipped().size());
    }

    static Summary of(ConversionReport report) {
        return new Summary(
                report.count(Verdict.PASS), report.count(Verdict.FAIL), report.count(Verdict.NOT_MEASURED), 0);
    }
}
