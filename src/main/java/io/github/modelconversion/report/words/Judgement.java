package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.NmseGrade;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Names and limits in full, with all digits that a verdict needs. */
public final class Judgement {

    private Judgement() {}

    /** Returns all limits and the exact measured values in one line. */
    public static String limits(Comparison comparison) {
        List<String> limits = new ArrayList<>();
        List<LimitResult> ofBaseline = new ArrayList<>();
        for (LimitResult result : comparison.limits()) {
            if (isOfBaseline(result)) {
                ofBaseline.add(result);
            } else {
                limits.add(limit(result));
            }
        }
        if (!ofBaseline.isEmpty()) {
            limits.add(baseline(ofBaseline));
        }
        return String.join("; ", limits);
    }

    /**
     * Returns the deciding limit: of the broken ones, or else the unmeasured ones, or else the kept ones, the one with the
     * largest used share. Lower limits come after upper limits, whose share says more. A broken baseline, which limits every
     * metric, comes last, with its first limit.
     */
    public static Optional<LimitResult> deciding(Comparison comparison) {
        LimitResult decides = null;
        for (LimitResult result : comparison.limits()) {
            if (decides == null || decidesRatherThan(decides, result)) {
                decides = result;
            }
        }
        return Optional.ofNullable(decides);
    }

    /** Returns whether a later limit decides rather than one before it. */
    private static boolean decidesRatherThan(LimitResult before, LimitResult later) {
        if (later.verdict() != before.verdict()) {
            return later.verdict().compareTo(before.verdict()) > 0;
        }
        if (later.verdict() == Verdict.PASS) {
            return Double.compare(later.strain(), before.strain()) > 0;
        }
        if (isOfBaseline(later) != isOfBaseline(before)) {
            return isOfBaseline(before);
        }
        int byBound = later.limit().bound().compareTo(before.limit().bound());
        if (byBound != 0 || isOfBaseline(later)) {
            return byBound < 0;
        }
        return Double.compare(-later.strain(), -before.strain()) < 0;
    }

    private static boolean isOfBaseline(LimitResult result) {
        return result.limit().origin() == Limit.Origin.BASELINE;
    }

    /**
     * Returns the baseline's limit. It limits every metric: the first broken one stands for all, or else the one with the
     * largest used share.
     */
    private static String baseline(List<LimitResult> ofBaseline) {
        String others = ofBaseline.size() > 1 ? " and " + (ofBaseline.size() - 1) + " more" : "";
        return ofBaseline.stream()
                .filter(result -> result.verdict() != Verdict.PASS)
                .findFirst()
                .or(() -> ofBaseline.stream().max(Comparator.comparingDouble(LimitResult::strain)))
                .map(result -> limit(result) + others)
                .orElseThrow();
    }

    /** Returns the used share of a limit: {@code 43 %}, {@code 12x}. */
    public static String used(LimitResult result) {
        return LimitWords.share(result);
    }

    /** Returns the value that a limit requires. */
    public static String bound(LimitResult result) {
        Limit limit = result.limit();
        String relation = limit.bound() == Limit.Bound.MAX ? " < " : " >= ";
        return limit.metric().label() + relation + Figures.shortest(limit.value()) + " (" + origin(limit) + ")";
    }

    /** Returns the measured value and the limit. */
    public static String limit(LimitResult result) {
        Limit limit = result.limit();
        String bound = Figures.shortest(limit.value()) + " (" + origin(limit) + ")";
        if (result.measured().isEmpty()) {
            return limit.metric().label() + " not measured, limit " + bound;
        }
        double measured = result.measured().getAsDouble();
        String figure = limit.bound() == Limit.Bound.MIN
                ? Figures.decimal(measured, limit.value())
                : measured(measured, limit.value());
        return limit.metric().label() + " " + figure + " " + relation(result) + " " + bound;
    }

    /**
     * Returns the comparisons in table order: tensors in their own order, which shows where they diverge; else the worst
     * first.
     */
    public static List<Comparison> order(GateReport report) {
        boolean tensors = false;
        for (Comparison comparison : report.comparisons()) {
            tensors |= comparison.tensor().isPresent();
        }
        return tensors ? report.comparisons() : report.worstFirst();
    }

    /** Returns the full name of a comparison. */
    public static String name(Comparison comparison) {
        String all = ComparisonNames.allPrompts(comparison);
        return name(
                comparison.test().model(),
                comparison.dataDirectory(),
                all.isEmpty() ? "" : " over " + all,
                comparison.tensor());
    }

    /** Returns the full name of a skipped comparison. */
    public static String name(Skipped skipped) {
        return name(skipped.test(), skipped.dataDirectory(), "", skipped.tensor());
    }

    private static String name(String test, Optional<String> dataDirectory, String prompts, Optional<String> tensor) {
        return test
                + (dataDirectory.isPresent() ? " in " + dataDirectory.get() : "")
                + prompts
                + (tensor.isPresent() ? ", tensor " + tensor.get() : "");
    }

    private static String relation(LimitResult result) {
        boolean kept = result.verdict() == Verdict.PASS;
        return switch (result.limit().bound()) {
            case MAX -> kept ? "<" : ">=";
            case MIN -> kept ? ">=" : "<";
        };
    }

    private static String origin(Limit limit) {
        return switch (limit.origin()) {
            case DEFAULT -> "default";
            case RECOMMENDED -> "recommended";
            case CONFIGURATION -> "configured";
            case TYPE -> "for its type";
            case BASELINE -> "baseline";
        };
    }

    /** Returns a measured value with enough digits not to contradict its limits and its interpretation. */
    public static String measured(double value, double... limits) {
        NmseGrade[] bands = NmseGrade.values();
        double[] bounds = Arrays.copyOf(limits, limits.length + bands.length);
        for (int i = 0; i < bands.length; i++) {
            bounds[limits.length + i] = bands[i].below();
        }
        return Figures.scientific(value, bounds);
    }
}
