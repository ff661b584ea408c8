package io.github.modelconversion.report.words;

import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.text.Counted;
import io.github.modelconversion.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The exception's message: what failed, where the report is, and what to do, in at most six lines. */
public final class FailureMessage {

    /** Most findings that fit next to headline, first divergence, report and next step. */
    private static final int MOST_FINDINGS = 2;

    private FailureMessage() {}

    /**
     * Returns the message for a report that is not green.
     *
     * @param report the report
     * @param reportFile the name of the report to read
     */
    public static String of(GateReport report, String reportFile) {
        List<String> lines = new ArrayList<>();
        report.failures().stream()
                .limit(MOST_FINDINGS)
                .map(FailureMessage::line)
                .forEach(lines::add);
        if (!lines.isEmpty()) {
            lines.add("Report: " + reportFile);
            return joined(lines);
        }
        if (report.worstModel().isPresent()) {
            return of(report, report.worstModel().get(), reportFile);
        }
        if (report.comparisons().isEmpty()) {
            int count = report.skipped().size();
            lines.add("Nothing was compared: " + Counted.of(count, "comparison was", "comparisons were")
                    + " skipped because files are missing.");
            lines.add("Report: " + reportFile);
            lines.add("Next: run both engines, or set missing to fail to see which files are expected where.");
            return joined(lines);
        }
        Comparison worst = report.worstFirst().get(0);
        lines.add(headline(report, worst));
        Optional<Comparison> divergence = report.comparisons().stream()
                .filter(comparison -> Reasons.firstDivergence(comparison).isPresent())
                .findFirst();
        divergence.flatMap(Comparison::tensor).ifPresent(tensor -> lines.add("First divergence: tensor " + tensor));
        worst.decisive().stream()
                .limit(MOST_FINDINGS)
                .map(FailureMessage::line)
                .distinct()
                .forEach(lines::add);
        lines.add("Report: " + reportFile);
        // The first divergence of tensors says more than the worst tensor.
        NextStep.of(divergence.orElse(worst)).ifPresent(next -> lines.add("Next: " + next));
        return joined(lines);
    }

    private static String of(GateReport report, CheckedModel worst, String reportFile) {
        List<String> lines = new ArrayList<>();
        String what =
                worst.verdict() == Verdict.FAIL ? "The conversion check failed" : "Not everything could be compared";
        lines.add(what
                + (report.size() == 1 ? " for " : ": " + Headline.counts(report) + "; worst: ")
                + ComparisonNames.of(report).of(worst)
                + ModelLines.reasons(worst));
        worst.failures().stream().limit(MOST_FINDINGS).map(FailureMessage::line).forEach(lines::add);
        lines.add("Report: " + reportFile);
        ModelLines.next(worst).ifPresent(next -> lines.add("Next: " + next));
        return joined(lines);
    }

    private static String joined(List<String> lines) {
        return lines.stream().map(Printable::line).collect(Collectors.joining("\n"));
    }

    private static String line(Finding finding) {
        return finding.code() + ": " + finding.message();
    }

    private static String headline(GateReport report, Comparison worst) {
        String what = worst.unusable()
                ? "Nothing could be compared"
                : worst.verdict() == Verdict.FAIL ? "The conversion check failed" : "Nothing could be judged";
        String which = report.size() == 1 ? " for " : ": " + Headline.counts(report) + "; worst: ";
        String cause = Reasons.firstCause(worst)
                .map(finding -> "; cause " + finding.code())
                .orElse("");
        return what + which + ComparisonNames.of(report).of(worst) + ": " + Headline.reasons(worst) + cause;
    }
}
