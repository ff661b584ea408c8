package io.github.modelconversion.report.words;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.text.RoundedDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What to do after a verdict. It depends on the cause; without one, on the origin of the broken limit; and if that is the
 * user or the default, on the usual error of the type.
 */
public final class NextStep {

    private NextStep() {}

    /** Returns one or two sentences; empty for a comparison that neither fails nor is in doubt. */
    public static Optional<String> of(Comparison comparison) {
        return switch (comparison.verdict()) {
            case PASS ->
                comparison.doubt().isPresent()
                        ? Optional.of(
                                afterDoubt(comparison.doubt().get().finding().code()))
                        : Optional.empty();
            case NOT_JUDGED ->
                comparison.doubt().map(doubt -> "Check the two outputs before you trust the verdict over all prompts.");
            case NOT_MEASURED -> Optional.of(afterNothingMeasured(comparison));
            case FAIL -> Optional.of(afterFailure(comparison));
        };
    }

    private static String afterDoubt(Code code) {
        return switch (code) {
            case IDENTICAL_FILES, STALE_OUTPUT, PROMPT_DIFFERS -> "Check the two outputs before you trust this PASS.";
            default -> "Check the conversion before you use it: the limit alone would not show this.";
        };
    }

    private static String afterNothingMeasured(Comparison comparison) {
        if (comparison.unusable()) {
            return "Fix the input and run again.";
        }
        List<Finding> obstacles = comparison.decisive();
        if (!obstacles.isEmpty()) {
            return switch (obstacles.get(0).code()) {
                case NO_LIMIT -> "Set a limit and run again.";
                case NOT_POOLED -> "Fix the prompts that it names, or leave out their data directories, and run again.";
                case TOO_FEW_VALUES -> "Set maxAbsoluteError and run again.";
                default -> fix(obstacles.get(0));
            };
        }
        return comparison.limits().stream()
                .filter(result -> result.verdict() == Verdict.NOT_MEASURED)
                .findFirst()
                .map(LimitResult::limit)
                .map(limit -> limit.origin() == Limit.Origin.DEFAULT
                        ? "Set a limit on a figure that was measured, such as maxAbsoluteError."
                        : "Remove " + parameter(limit) + ", or compare outputs whose "
                                + limit.metric().label() + " can be measured.")
                .orElse("Set a limit and run again.");
    }

    private static String fix(Finding cause) {
        return "Fix the cause (" + cause.code() + ") and run again.";
    }

    private static String afterFailure(Comparison comparison) {
        Optional<Finding> failing = comparison.findings().stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                // What the errors do to the text, not what causes them.
                .filter(finding -> finding.code() != Code.PREDICTIONS_CHANGED)
                .findFirst();
        Optional<Finding> cause = Reasons.firstCause(comparison)
                .filter(finding -> finding.severity() != Severity.INFO && finding.code() != Code.UNRELATED);
        if (failing.or(() -> cause).isPresent()) {
            return fix(failing.or(() -> cause).get());
        }
        if (Reasons.firstDivergence(comparison).isPresent()) {
            return "Look at what computes " + comparison.tensor().orElse("this tensor") + " first.";
        }
        return afterBrokenLimit(comparison);
    }

    private static String afterBrokenLimit(Comparison comparison) {
        List<Limit> broken = comparison.limits().stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .map(LimitResult::limit)
                .toList();
        if (broken.isEmpty()) {
            return "Check the conversion" + usual(comparison) + ".";
        }
        if (broken.stream().allMatch(limit -> limit.origin() == Limit.Origin.BASELINE)) {
            return "Find what changed since the baseline was recorded. If the change is intended, run nmse-baseline and"
                    + " commit the file.";
        }
        Limit limit = broken.stream()
                .filter(any -> any.origin() != Limit.Origin.BASELINE)
                .findFirst()
                .orElseThrow();
        boolean isRecommended = limit.origin() == Limit.Origin.RECOMMENDED;
        if (limit.metric() == Metric.NMSE && !isRecommended && isUsual(comparison)) {
            return tooTight(comparison, limit);
        }
        return "Check the conversion" + usual(comparison) + "."
                + (isRecommended && mayBeOfTheReference(comparison)
                        ? " If the reference was computed in f16 or bf16, set referenceType."
                        : "");
    }

    private static boolean isUsual(Comparison comparison) {
        OptionalDouble nmse = comparison.metrics().value(Metric.NMSE);
        return nmse.isPresent()
                && comparison
                        .usualNmse()
                        .filter(usual -> nmse.getAsDouble() <= usual.measured().largest())
                        .isPresent();
    }

    /**
     * Returns whether the reference's precision may explain the error. A type's usual limit allows for a reference computed
     * in bfloat16.
     */
    private static boolean mayBeOfTheReference(Comparison comparison) {
        OptionalDouble nmse = comparison.metrics().value(Metric.NMSE);
        return nmse.isPresent()
                && comparison
                        .usualNmse()
                        .filter(usual -> nmse.getAsDouble() < usual.limit())
                        .isPresent();
    }

    /**
     * Returns the advice for a limit that is too tight, which is possible only if the measured error is usual for the type.
     */
    private static String tooTight(Comparison comparison, Limit limit) {
        UsualError usual = comparison.usualNmse().orElseThrow();
        String type = usual.type().toString();
        return "Use a larger type, or a limit that fits " + type + ": its usual NMSE is " + range(usual.measured())
                + ". Set limits to recommended"
                + (limit.origin() == Limit.Origin.DEFAULT ? "." : " in place of " + parameter(limit) + ".");
    }

    private static String usual(Comparison comparison) {
        return comparison
                .usualNmse()
                .filter(usual -> !isUsual(comparison))
                .map(usual -> ": the usual NMSE of " + usual.type() + " is " + range(usual.measured()))
                .orElse(", and that both sides have the same weights and the same prompt");
    }

    /** Returns a range of figures in words. */
    public static String range(UsualError.Range range) {
        return RoundedDecimal.scientific(range.smallest(), 1) + " to " + RoundedDecimal.scientific(range.largest(), 1);
    }

    private static String parameter(Limit limit) {
        String key = limit.metric().key();
        String bound = limit.bound() == Limit.Bound.MIN ? "min" : "max";
        // maxKlDivergence and maxAbsoluteError already limit a largest value.
        String parameter =
                key.startsWith(bound) ? key : bound + Character.toUpperCase(key.charAt(0)) + key.substring(1);
        return limit.origin() == Limit.Origin.TYPE ? parameter + "ByType" : parameter;
    }
}
