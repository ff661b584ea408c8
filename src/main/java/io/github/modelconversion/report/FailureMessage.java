package io.github.modelconversion.report;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Interpretation;
import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in at most six lines why the build breaks: for the exception, which people read before the log. */
public final class FailureMessage {

    /** Headline, what to make of it, report and next step leave room for this many findings. */
    private static final int MOST_FINDINGS = 3;

    private FailureMessage() {}

    /**
     * Returns the message for a report that is not green.
     *
     * @param report the report
     * @param reportFile the name of the JSON report
     */
    public static String of(GateReport report, String reportFile) {
        List<String> lines = new ArrayList<>();
        report.failures().forEach(finding -> lines.add(finding.code() + ": " + finding.message()));
        if (!lines.isEmpty()) {
            lines.add("Report: " + reportFile);
            return joined(lines);
        }
        if (report.comparisons().isEmpty()) {
            int count = report.skipped().size();
            lines.add("Nothing was compared: " + count + (count == 1 ? " comparison was" : " comparisons were")
                    + " skipped because files are missing.");
            lines.add("Report: " + reportFile);
            lines.add("Next: run both engines, or set missing to fail to see which files are expected where.");
            return joined(lines);
        }
        Comparison worst = report.worstFirst().get(0);
        boolean several = report.comparisons().size() > 1;
        lines.add(headline(worst, several) + others(report));
        Stream.of(firstDivergence(report), reasons(worst), firstCause(worst))
                .flatMap(findings -> findings)
                .limit(MOST_FINDINGS)
                .map(FailureMessage::line)
                .distinct()
                .forEach(lines::add);
        lines.add("Report: " + reportFile);
        lines.add("Next: " + nextStep(worst));
        return joined(lines);
    }

    private static String joined(List<String> lines) {
        return lines.stream().map(Printable::line).collect(Collectors.joining("\n"));
    }

    private static String others(GateReport report) {
        long failed = report.comparisons().stream()
                .filter(comparison -> comparison.verdict() != Verdict.PASS)
                .count();
        return report.comparisons().size() == 1
                ? ""
                : " (the worst of " + failed + " among " + report.comparisons().size() + " comparisons)";
    }

    /** Where tensors diverge first says more than which of them is the worst. */
    private static Stream<Finding> firstDivergence(GateReport report) {
        return report.comparisons().stream()
                .flatMap(comparison -> comparison.findings().stream())
                .filter(finding -> finding.code() == Code.FIRST_DIVERGENCE && finding.severity() == Severity.WARNING)
                .limit(1);
    }

    private static String line(Finding finding) {
        return finding.code() == Code.FIRST_DIVERGENCE ? "First divergence: " + finding.message() : finding.message();
    }

    private static Stream<Finding> reasons(Comparison comparison) {
        return comparison.findings().stream()
                .filter(finding -> !finding.code().isCause())
                .filter(finding -> comparison.verdict() != Verdict.FAIL || finding.severity() == Severity.FAIL);
    }

    private static Stream<Finding> firstCause(Comparison comparison) {
        return comparison.findings().stream()
                .filter(finding -> finding.code().isCause())
                .limit(1);
    }

    private static String headline(Comparison comparison, boolean several) {
        String test = several ? Judgement.name(comparison) : comparison.test().model();
        String models = test + " against " + comparison.reference().model();
        return comparison.unusable()
                ? "Nothing could be compared for " + models
                : (comparison.verdict() == Verdict.FAIL
                                ? "The conversion check failed for "
                                : "Nothing could be judged for ")
                        + models + ": " + Judgement.reasons(comparison);
    }

    /** Names the parameter of the first limit that is broken. */
    private static String remedy(Comparison comparison) {
        Limit broken = comparison.limits().stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .map(LimitResult::limit)
                .findFirst()
                .orElseThrow();
        String parameter = parameter(broken.metric());
        String change = switch (broken.origin()) {
            case RECOMMENDED -> "set maxNmseByType, or referenceType if the reference was rounded";
            case TYPE -> "raise " + parameter + "ByType";
            case BASELINE -> "run nmse-baseline and commit the file that it writes";
            default -> (broken.bound() == Limit.Bound.MAX ? "raise " : "lower ") + parameter;
        };
        return " If the difference is acceptable, " + change + ".";
    }

    private static String parameter(Metric metric) {
        String key = metric.key();
        String bound = switch (metric) {
            case TOP1_AGREEMENT, TOP10_OVERLAP, COSINE_SIMILARITY -> "min";
            default -> "max";
        };
        // maxKlDivergence and maxAbsoluteError bound what is a largest value already.
        return key.startsWith(bound) ? key : bound + Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    /** What is good in itself can be worse than it was. */
    private static String guidance(Comparison comparison) {
        boolean onlyBaseline = comparison.limits().stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .allMatch(result -> result.limit().origin() == Limit.Origin.BASELINE);
        return onlyBaseline
                ? "find what changed since the baseline was recorded."
                : comparison.interpretation().map(Interpretation::guidance).orElse("see the findings in the report.");
    }

    private static String nextStep(Comparison comparison) {
        if (comparison.unusable()) {
            return "mend the input and run the goal again; nothing is green until both sides were compared.";
        }
        boolean onlyLimits = comparison.verdict() == Verdict.FAIL
                && comparison.findings().stream().noneMatch(finding -> finding.severity() == Severity.FAIL);
        return onlyLimits
                ? guidance(comparison) + remedy(comparison)
                : "mend what is named above and run both engines again.";
    }
}
