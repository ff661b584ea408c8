package io.github.modelconversion.report.json;

import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import java.util.OptionalLong;

/**
 * The numbers of results in a report.
 *
 * @param passed number of comparisons and checked files with the verdict PASS
 * @param failed number of those with FAIL
 * @param notMeasured number of those with NOT_MEASURED
 * @param notJudged number of prompts that are judged together with others; empty if there are none
 * @param skipped number of comparisons left out on request
 */
public record Summary(long passed, long failed, long notMeasured, OptionalLong notJudged, long skipped) {

    static Summary of(GateReport report) {
        return new Summary(
                report.count(Verdict.PASS),
                report.count(Verdict.FAIL),
                report.count(Verdict.NOT_MEASURED),
                report.notJudged() == 0 ? OptionalLong.empty() : OptionalLong.of(report.notJudged()),
                report.skipped().size());
    }

    static Summary of(ConversionReport report) {
        return new Summary(
                report.count(Verdict.PASS),
                report.count(Verdict.FAIL),
                report.count(Verdict.NOT_MEASURED),
                OptionalLong.empty(),
                0);
    }
}
