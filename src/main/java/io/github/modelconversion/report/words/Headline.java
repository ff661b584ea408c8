package io.github.modelconversion.report.words;

import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Verdict;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The verdict in one line, for the log, the exception and the pages. */
public final class Headline {

    private Headline() {}

    public static String verdict(Verdict verdict) {
        return verdict.name().replace('_', ' ');
    }

    /** Returns the verdict and any doubt about it: {@code PASS, but likely broken}. */
    public static String verdict(Comparison comparison) {
        return verdict(comparison.verdict())
                + (comparison.doubt().isPresent()
                        ? ", but " + comparison.doubt().get().words()
                        : "");
    }

    /** Returns the verdict of all comparisons and whether there are doubts. */
    public static String verdict(GateReport report) {
        if (isSingle(report)) {
            return verdict(report.comparisons().get(0));
        }
        boolean doubtful = report.verdict() == Verdict.PASS && report.doubtful() > 0;
        return verdict(report.verdict()) + (doubtful ? ", but " + report.doubtful() + " in doubt" : "");
    }

    /** Returns whether the report has only one comparison and nothing else. */
    public static boolean isSingle(GateReport report) {
        return report.comparisons().size() == 1
                && report.models().isEmpty()
                && report.failures().isEmpty();
    }

    /** Returns the line for one comparison: verdict, name and reasons. */
    public static String line(Comparison comparison, String name) {
        return verdict(comparison) + "  " + name + ": " + reasons(comparison);
    }

    /** Returns the reasons: the findings that break the build, then the deciding limit. */
    public static String reasons(Comparison comparison) {
        Set<String> names = new LinkedHashSet<>();
        for (Finding finding : comparison.decisive()) {
            names.add(finding.code().name());
        }
        String codes = String.join(", ", names);
        if (comparison.unusable()) {
            return codes;
        }
        Optional<LimitResult> deciding = Judgement.deciding(comparison);
        if (!comparison.judged()) {
            return codes.isEmpty() ? "judged together with the other prompts" : codes;
        }
        if (deciding.isEmpty()) {
            return codes.isEmpty() ? "no limit judges it" : codes + "; no limit judges it";
        }
        LimitResult decides = deciding.get();
        int alike = 0;
        for (LimitResult result : comparison.limits()) {
            alike += result.verdict() == decides.verdict() ? 1 : 0;
        }
        if (codes.isEmpty()) {
            return LimitWords.of(decides, comparison) + more(decides.verdict(), alike - 1);
        }
        return codes
                + (decides.verdict() == Verdict.PASS
                        ? ", although " + LimitWords.kept(decides, comparison)
                        : "; " + LimitWords.of(decides, comparison));
    }

    private static String more(Verdict verdict, long count) {
        if (count == 0) {
            return "";
        }
        return "; " + count + " more " + (count == 1 ? "limit " : "limits ")
                + switch (verdict) {
                    case PASS -> "kept";
                    case FAIL -> "broken";
                    case NOT_MEASURED, NOT_JUDGED -> "not measured";
                };
    }

    /** Returns the overall verdict and a summary: {@code FAIL  3 of 13 failed, 2 skipped; worst: tiny-Q4_0, hello}. */
    public static String summary(GateReport report, ComparisonNames names) {
        return verdict(report) + "  " + outcome(report, names);
    }

    /** Returns a summary of all comparisons, or the only one's name and reasons, without the verdict. */
    public static String outcome(GateReport report, ComparisonNames names) {
        if (isSingle(report)) {
            Comparison only = report.comparisons().get(0);
            return names.of(only) + ": " + reasons(only);
        }
        String codes =
                report.failures().stream().map(finding -> finding.code() + "; ").collect(Collectors.joining());
        return codes + counts(report) + worst(report, names);
    }

    /** Returns the numbers of comparisons and models that passed, failed, are not judged and were skipped. */
    static String counts(GateReport report) {
        int all = report.size();
        String skipped = (report.notJudged() == 0 ? "" : ", " + report.notJudged() + " not judged")
                + (report.skipped().isEmpty() ? "" : ", " + report.skipped().size() + " skipped");
        if (all == 0) {
            return "nothing was compared" + skipped;
        }
        int failed = report.count(Verdict.FAIL);
        int notMeasured = report.count(Verdict.NOT_MEASURED);
        String ofAll = " of " + all;
        if (failed == 0 && notMeasured == 0) {
            return all + ofAll + " passed" + skipped;
        }
        String bad = failed == 0
                ? notMeasured + ofAll + " not measured"
                : failed + ofAll + " failed" + (notMeasured == 0 ? "" : ", " + notMeasured + " not measured");
        return bad + skipped;
    }

    private static String worst(GateReport report, ComparisonNames names) {
        Optional<CheckedModel> model = report.worstModel().filter(worst -> worst.verdict() != Verdict.PASS);
        if (model.isPresent()) {
            return "; worst: " + names.of(model.get()) + ModelLines.reasons(model.get());
        }
        if (report.comparisons().isEmpty()) {
            return "";
        }
        Comparison worst = report.worstFirst().get(0);
        return !worst.verdict().isBad()
                ? "; nearest to its limit: " + names.of(worst) + ", " + reasons(worst)
                : "; worst: " + names.of(worst);
    }
}
